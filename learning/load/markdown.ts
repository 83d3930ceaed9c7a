import MarkdownItClass, { type MarkdownIt } from 'markdown-it'
import abbreviations from 'markdown-it-abbr'
import anchors from 'markdown-it-anchor'
import container from 'markdown-it-container'

/** Kinds of callout, with the word that opens each: a colour alone would say nothing to who does not see it. */
const CALLOUTS: Readonly<Record<string, string>> = {
  tip: 'Consiglio',
  note: 'Nota',
  warning: 'Attenzione',
  law: 'Che cosa dice la norma',
}

/** Addresses that a lesson may lead to. */
const SAFE_LINK = /^(https:\/\/|\/(?!\/)|#)/

/** Lessons and tasks: no raw HTML, safe links, callouts, abbreviations, examples shown as a difference. */
function createMarkdown(): MarkdownIt {
  const md = new MarkdownItClass({ html: false, linkify: false, typographer: false })
  md.validateLink = (address) => SAFE_LINK.test(address)
  md.use(anchors, { level: [2, 3], tabIndex: false })
  md.use(abbreviations)
  for (const [name, word] of Object.entries(CALLOUTS)) {
    md.use(container, name, {
      render: (tokens: readonly { readonly nesting: number }[], at: number) =>
        tokens[at]?.nesting === 1
          ? `<div class="callout callout-${name}"><p class="callout-title">${word}</p>\n`
          : '</div>\n',
    })
  }
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, at, options, env, self) => {
    const token = tokens[at]
    if (token?.info.trim().startsWith('diff')) return difference(token.content, md.utils.escapeHtml)
    return fence ? fence(tokens, at, options, env, self) : ''
  }
  // Inside a lesson h1 is the lesson's own title, and a wide table scrolls by itself.
  md.renderer.rules.table_open = () =>
    '<div class="table-scroll" tabindex="0" role="group" aria-label="Tabella"><table>\n'
  md.renderer.rules.table_close = () => '</table></div>\n'
  return md
}

/** Lines that go and lines that come, each with a word: a reader's voice does not say colours. */
function difference(content: string, escapeHtml: (text: string) => string): string {
  const side = (sign: string) =>
    content
      .split('\n')
      .filter((line) => line.startsWith(sign) || /^\s/.test(line))
      .map((line) => line.slice(1).replace(/^ /, ''))
      .join('\n')
      .trim()
  const part = (word: string, tag: string, text: string) =>
    `<figure class="example example-${tag}"><figcaption>${word}</figcaption><pre><code><${tag}>${escapeHtml(text)}</${tag}></code></pre></figure>`
  return `<div class="difference">${part('Prima', 'del', side('-'))}${part('Dopo', 'ins', side('+'))}</div>\n`
}

const md = createMarkdown()

export interface Block {
  /** `yaml checks`: language and name. */
  readonly info: string
  readonly content: string
  /** Line of the text on which the content begins, from 1. */
  readonly line: number
}

/** Fenced blocks at the top level whose info has a name: the parts of an exercise. The rest is the task. */
export function splitBlocks(text: string): { readonly task: string; readonly blocks: readonly Block[] } {
  const fences = md
    .parse(text, {})
    .filter(
      ({ type, level, info }) =>
        type === 'fence' && level === 0 && /^\S+ \S+$/.test(info.trim()) && !info.startsWith('diff'),
    )
  const lines = text.split('\n')
  const blocks = fences.map(({ info, content, map }) => ({
    info: info.trim(),
    content,
    line: (map?.[0] ?? 0) + 2,
  }))
  for (const { map } of fences) if (map) lines.fill('', map[0], map[1])
  return { task: lines.join('\n').trim(), blocks }
}

/** Safe HTML of a text. */
export const toSafeHtml = (text: string): string => md.render(text)

/** What a text says that the renderer would drop or show as plain characters: told to the author, with its line. */
export function markdownFaults(text: string): readonly { readonly line: number; readonly message: string }[] {
  const outside = withoutCode(text)
  const html = /<\/?[a-z][^>]*>/gi
  const link = /\]\(\s*<?([^)\s>]+)/g
  return [
    ...matches(outside, html).map(({ line, text: tag }) => ({
      line,
      message: `raw HTML is not allowed in a text: ${tag}`,
    })),
    ...matches(outside, link).flatMap(({ line, groups: [address = ''] }) =>
      SAFE_LINK.test(address) ? [] : [{ line, message: `«${address}» must be https:, /… or #…` }],
    ),
    ...matches(outside, /^# /gm).map(({ line }) => ({
      line,
      message: 'headings start at ##: the title is in the front matter',
    })),
  ]
}

/** The same text with its code blanked, line by line. */
const withoutCode = (text: string): string =>
  text.replace(/^(```+|~~~+)[\s\S]*?^\1\s*$|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '))

function matches(text: string, pattern: RegExp) {
  return [...text.matchAll(pattern)].map((found) => ({
    line: text.slice(0, found.index).split('\n').length,
    text: found[0],
    groups: found.slice(1),
  }))
}

/** Words of a text as somebody reads them: no code, no markup, one sentence a line. */
export function proseOf(text: string): string {
  return withoutCode(text)
    .replace(/^\*\[[^\]]*\]:.*$/gm, '')
    .replace(/^:::.*$/gm, '')
    .replace(/^\s*\|?[\s:|-]+\|?\s*$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*([-*+]|\d+\.|#+|>)\s+/gm, '')
    .replace(/[*_|]/g, ' ')
    .replace(/(\S)[ \t]*\n(?=[a-zà-ù«(])/g, '$1 ')
}
