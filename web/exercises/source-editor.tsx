import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'
import { applyPut, regionsOf, sourceFaults } from './learning.ts'

interface Props {
  readonly label: string
  readonly html: string
  readonly onHtml: (html: string) => void
}

/** What the page makes of a source. */
const tidied = (source: string): string | undefined =>
  regionsOf(applyPut('<div id="all" data-edit="rich"></div>', { '#all': source }))[0]?.value

/** What one step of indentation is. */
const STEP = '  '

/**
 * The source of a region, for those who write code. It must:
 * - be a plain text field that the Tab key leaves: indentation has buttons of its own;
 * - keep what was typed as it was typed, even when it is no good HTML yet;
 * - name the line of each fault.
 */
export function SourceEditor({ label, html, onHtml }: Props) {
  const { practice: words } = useWords()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(html)
  // A solution, or a new start, comes from outside; what comes back of one's own typing has only been tidied up.
  useEffect(() => {
    if (tidied(text) !== html) setText(html)
  }, [html])
  const faults = useMemo(() => sourceFaults(text), [text])
  const change = (next: string) => {
    setText(next)
    onHtml(next)
  }
  const indent = (isMore: boolean) => {
    const area = field.current
    if (!area) return
    const { selectionStart, selectionEnd } = area
    const from = text.slice(0, selectionStart).lastIndexOf('\n') + 1
    const lines = text.slice(from, selectionEnd).split('\n')
    const moved = lines.map((line) => (isMore ? STEP + line : line.replace(/^ {1,2}/, ''))).join('\n')
    change(text.slice(0, from) + moved + text.slice(selectionEnd))
    queueMicrotask(() => {
      area.focus()
      area.setSelectionRange(from, from + moved.length)
    })
  }
  const lines = text.split('\n').length
  return (
    <div class="source-editor">
      <label for={id} class="rich-label">
        {label}
      </label>
      <p id={`${id}-hint`} class="aside-line">
        {words.sourceHint}
      </p>
      <fieldset class="rich-toolbar" aria-label={words.sourceTools(label)}>
        <button type="button" onClick={() => indent(true)}>
          {words.indent}
        </button>
        <button type="button" onClick={() => indent(false)}>
          {words.outdent}
        </button>
      </fieldset>
      <div class="source-lines">
        <pre aria-hidden="true">{Array.from({ length: lines }, (_, at) => `${at + 1}`).join('\n')}</pre>
        <textarea
          id={id}
          ref={field}
          rows={lines + 1}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          aria-describedby={`${id}-hint ${id}-faults`}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-faults`}>
        {faults.length > 0 && (
          <ul class="source-faults">
            {faults.map(({ line, code }) => (
              <li key={line}>
                {words.sourceFault(line, words.sourceFaults[code] ?? words.sourceFaultOther)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
