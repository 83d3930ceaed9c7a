/** Markup that is safe to put into a page as it is. */
export class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

type Value = string | number | Markup | readonly Value[] | false | null | undefined

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * What XML 1.0 does not allow is dropped: one such character from a page, and no parser reads the report.
 * https://www.w3.org/TR/xml/#charsets
 */
const withoutControls = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (char) => (char === '\n' || char === '\t' ? char : ''))

export const escapeMarkup = (text: string): string =>
  withoutControls(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

/** Fills a template; every value is escaped unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.map((part, at) => (at === 0 ? part : toText(values[at - 1]) + part)).join(''))
}

function toText(value: Value): string {
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Markup) return value.toString()
  if (typeof value === 'object') return value.map(toText).join('')
  return escapeMarkup(String(value))
}

/** Text of ours that is markup already: style sheets and scripts that hold no value from outside. */
export const trusted = (text: string): Markup => new Markup(text)

const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)

/** Addresses from pages may be `javascript:`; only web addresses become links, the others stay words. */
export const link = (url: string, text = url): Markup =>
  isWebAddress(url) ? html`<a href="${url}">${text}</a>` : html`${text}`
