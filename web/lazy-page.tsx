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

/** The component once its code is there; `failed` when it cannot be downloaded. */
type Loaded<Props> = ComponentType<Props> | 'failed' | undefined

/** Code that is downloaded when it is first needed, once for all who need it. */
function lazily<Props>(load: () => Promise<ComponentType<Props>>) {
  let known: ComponentType<Props> | undefined
  let loading: Promise<ComponentType<Props>> | undefined
  const begin = () => {
    // A download that failed is tried anew the next time.
    loading ??= load().catch((cause) => {
      loading = undefined
      throw cause
    })
    return loading
  }
  function useLoaded(): Loaded<Props> {
    const [loaded, setLoaded] = useState<Loaded<Props>>(() => known)
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
    return loaded
  }
  return { begin, useLoaded }
}

/**
 * A page whose code is downloaded when it is first opened. A download that fails (Rampa was updated meanwhile,
 * or the network is gone) says so and offers to load the app anew.
 */
export function lazyPage(load: () => Promise<ComponentType<PageProps>>): LazyPage {
  const { begin, useLoaded } = lazily(load)
  function Lazy(props: PageProps) {
    const Loaded = useLoaded()
    if (Loaded === undefined) return <Page title={undefined}>{<Waiting />}</Page>
    if (Loaded === 'failed') return <BrokenPage />
    return <Loaded params={props.params} query={props.query} />
  }
  return Object.assign(Lazy, { preload: () => void begin().catch(() => undefined) })
}

/** The same for a large part of a page, such as an editor. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const { useLoaded } = lazily(load)
  return function Lazy(props: Props) {
    const Loaded = useLoaded()
    if (Loaded === undefined) return <Waiting />
    if (Loaded === 'failed') return <Broken />
    return <Loaded {...props} />
  }
}

function BrokenPage() {
  const words = useWords()
  return (
    <Page title={words.entry.brokenTitle}>
      <Broken />
    </Page>
  )
}

function Broken() {
  const words = useWords()
  return (
    <>
      <p>{words.entry.broken}</p>
      <button type="button" class="btn btn-primary" onClick={() => location.reload()}>
        {words.entry.reload}
      </button>
    </>
  )
}
