import type { ComponentChildren } from 'preact'

/** Paragraphs, lists, quotations and strong words: the little Markdown that simulated screens are written in. */
export function SimpleText({ text }: { readonly text: string }) {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim())
  return <>{parts.map((part, at) => blockOf(part.trim(), at))}</>
}

function blockOf(part: string, key: number): ComponentChildren {
  const lines = part.split('\n')
  const items = (sign: RegExp) => lines.map((line, at) => <li key={at}>{strong(line.replace(sign, ''))}</li>)
  if (lines.every((line) => /^[-*] /.test(line))) return <ul key={key}>{items(/^[-*] /)}</ul>
  if (lines.every((line) => /^\d+\. /.test(line))) return <ol key={key}>{items(/^\d+\. /)}</ol>
  if (lines.every((line) => line.startsWith('>'))) {
    return (
      <blockquote key={key}>
        <p>{strong(lines.map((line) => line.replace(/^> ?/, '')).join(' '))}</p>
      </blockquote>
    )
  }
  return <p key={key}>{strong(part)}</p>
}

const strong = (text: string): ComponentChildren =>
  text.split(/\*\*([^*]+)\*\*/).map((piece, at) => (at % 2 === 1 ? <strong key={at}>{piece}</strong> : piece))
