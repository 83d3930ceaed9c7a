import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Page } from './components/page.tsx'
import { Waiting } from './components/resource.tsx'
import { useWords } from './hooks/use-words.ts'

/** What a page knows of its address, given by the router. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

export interface LazyPage {
  (props: PageProps): VNode | null
  /** Begins the download before the page is shown. */
  preload(): void
}

/**
 * A page whose code is downloaded when it is first opened. A download that fails (Rampa was updated meanwhile,
 * or the network is gone) says so and offers to load the app anew.
 */
export function lazyPage(load: () => Promise<ComponentType<PageProps>>): LazyPage {
  let known: ComponentType<PageProps> | undefined
  let loading: Promise<ComponentType<PageProps>> | undefined
  const begin = () => {
    // A download that failed is tried anew the next time.
    loading ??= load().catch((cause) => {
      loading = undefined
      throw cause
    })
    return loading
  }
  function Lazy(props: PageProps) {
    const [Loaded, setLoaded] = useState<ComponentType<PageProps> | 'failed' | undefined>(() => known)
    useEffect(() => {
      if (known) return
      begin().then(
        (component) => {
          known = component
          setLoaded(() => component)
        },
        () => setLoaded('failed'),
      )
    }, [])
    if (Loaded === undefined) return <Page title={undefined}>{<Waiting />}</Page>
    if (Loaded === 'failed') return <BrokenPage />
    return <Loaded params={props.params} query={props.query} />
  }
  return Object.assign(Lazy, { preload: () => void begin().catch(() => undefined) })
}

function BrokenPage() {
  const words = useWords()
  return (
    <Page title={words.entry.brokenTitle}>
      <p>{words.entry.broken}</p>
      <button type="button" class="btn btn-primary" onClick={() => location.reload()}>
        {words.entry.reload}
      </button>
    </Page>
  )
}
