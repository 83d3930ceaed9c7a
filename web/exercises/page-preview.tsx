import { useWords } from '../hooks/use-words.ts'
import { sanitise } from './learning.ts'

/** The page of an exercise as it is now. Sandboxed without scripts and without an origin: it is only looked at. */
export function PagePreview({ title, html }: { readonly title: string; readonly html: string }) {
  const { learning: words } = useWords()
  return (
    <>
      <h3>{words.preview}</h3>
      <iframe
        class="page-preview"
        title={words.previewOf(title)}
        sandbox=""
        srcdoc={unfetched(sanitise(html))}
      />
    </>
  )
}

/** The pictures of an exercise are nowhere: without an address their alternative text stands in their place. */
const unfetched = (html: string): string => html.replace(/ (src|srcset|poster)="[^"]*"/g, '')
