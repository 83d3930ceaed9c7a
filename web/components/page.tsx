import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'

/** How many times the person has gone elsewhere since the app was opened; 0 on the first page. */
export const VisitContext = createContext(0)

interface Props {
  /** undefined while it is not known yet (a site's name on its way). */
  readonly title: string | undefined
  /** Of the title and the lead, where they are not in the language of the words around them. */
  readonly lang?: 'it' | undefined
  /** A line under the title. */
  readonly lead?: ComponentChildren
  /** Where this page lies: links to the pages above it, outermost first. */
  readonly trail?: readonly { readonly href: string; readonly label: string; readonly lang?: 'it' }[]
  /** The few things to do here, beside the title. */
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
}

/**
 * The frame of every page. It must:
 * - hold the only `h1` and name the document after it;
 * - move focus to the `h1` after a navigation, once its words are known, and never on the first page;
 * - say where the page lies when it lies below another.
 */
export function Page({ title, lang, lead, trail = [], actions, children }: Props) {
  const words = useWords()
  const visit = useContext(VisitContext)
  const heading = useRef<HTMLHeadingElement>(null)
  const focused = useRef(0)
  useEffect(() => {
    // Drawn aside, while the page that the server wrote is still on show under its own title.
    if (title === undefined && !heading.current?.isConnected) return
    document.title = `${title ?? words.common.loading} – Rampa`
    if (title === undefined || visit === focused.current) return
    focused.current = visit
    heading.current?.focus({ preventScroll: visit === 0 })
  }, [title, visit, words])
  return (
    <div class="page container">
      {trail.length > 0 && (
        <nav class="trail" aria-label={words.common.trail}>
          <ol>
            {trail.map(({ href, label, lang: own }) => (
              <li key={href}>
                <a href={href} lang={own}>
                  {label}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header class="page-head">
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1} lang={title === undefined ? undefined : lang}>
            {title ?? words.common.loading}
          </h1>
          {lead && (
            <p class="lead" lang={lang}>
              {lead}
            </p>
          )}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
