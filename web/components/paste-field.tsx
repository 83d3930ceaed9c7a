import { useWords } from '../hooks/use-words.ts'
import { Field } from './field.tsx'
import { announce } from './live-region.tsx'

/** The words on screen, and the markup that they came with. */
export interface Pasted {
  readonly text: string
  readonly html: string
}

interface Props {
  readonly value: Pasted
  readonly onValue: (pasted: Pasted) => void
  readonly error?: string | undefined
}

/**
 * A text area that keeps what pasted text looks like. It must:
 * - take the clipboard's markup, and never render it: only its words are on screen;
 * - say what came with the words, and when their form is lost because they were changed by hand.
 */
export function PasteField({ value, onValue, error }: Props) {
  const { check: words } = useWords()
  const isPlain = value.text !== '' && !/<[a-z]/i.test(value.html.replace(/<\/?p>/g, ''))
  const paste = (event: ClipboardEvent) => {
    const html = event.clipboardData?.getData('text/html')
    if (!html) return
    event.preventDefault()
    onValue({ text: event.clipboardData?.getData('text/plain') || textOf(html), html })
    announce(words.pasted(...countsOf(html)))
  }
  return (
    <div onPaste={paste}>
      <Field
        label={words.text}
        name="text"
        rows={10}
        hint={words.textHint}
        value={value.text}
        onValue={(text) => onValue({ text, html: paragraphs(text) })}
        error={error}
      />
      {value.text !== '' && (
        <p class="hint">{isPlain ? words.plain : words.pasted(...countsOf(value.html))}</p>
      )}
    </div>
  )
}

/** A document that is only read: in it no script runs, and no picture is asked for. */
const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html')

const textOf = (html: string) => parsed(html).body.textContent?.trim() ?? ''

function countsOf(html: string): [headings: number, links: number, images: number] {
  const page = parsed(html)
  return [
    page.querySelectorAll('h1, h2, h3, h4, h5, h6').length,
    page.querySelectorAll('a[href]').length,
    page.querySelectorAll('img').length,
  ]
}

/** Typed text as markup, one paragraph a blank line; what looks like a tag in it stays text. */
function paragraphs(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return escaped
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => `<p>${part}</p>`)
    .join('')
}
