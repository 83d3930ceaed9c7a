import { useEffect, useState } from 'preact/hooks'
import sheet from '../frame/neutral.css?url'
import { useWords } from '../hooks/use-words.ts'
import { sanitise } from './learning.ts'

/** The page of an exercise as it is now. Sandboxed without scripts and without an origin: it is only looked at. */
export function PagePreview({ title, html }: { readonly title: string; readonly html: string }) {
  const { learning: words } = useWords()
  const calm = useCalm(html)
  return (
    <>
      <h3>{words.preview}</h3>
      <iframe
        class="page-preview"
        title={words.previewOf(title)}
        sandbox=""
        srcdoc={dressed(unfetched(sanitise(calm)))}
      />
    </>
  )
}

/** The pictures of an exercise are nowhere: without an address their alternative text stands in their place. */
const unfetched = (html: string): string => html.replace(/ (src|srcset|poster)="[^"]*"/g, '')
/** ms. The page is drawn anew after the verdict on it, which is waited for. */
const CALM_MS = 500

/** What it has been for a while: whoever types sees no page flash by at every key. */
function useCalm(html: string): string {
  const [calm, setCalm] = useState(html)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(html), CALM_MS)
    return () => clearTimeout(timer)
  }, [html])
  return calm
}

/** With the sheet that the page is judged by. The frame has no origin: it must ask for it with CORS. */
const dressed = (html: string) =>
  html.replace('<head>', `<head><link rel="stylesheet" crossorigin="anonymous" href="${sheet}">`)
