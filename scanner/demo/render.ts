import { parse } from 'yaml'

/** The demo site comes in two forms from one source: with its barriers, and put right. */
export type Variant = 'with-barriers' | 'repaired'

interface FrontMatter {
  readonly title?: string
  readonly lang?: string
  readonly viewport?: string
  /** `none`: the file is a whole document by itself. */
  readonly layout?: string
  readonly repaired?: Omit<FrontMatter, 'repaired'>
}

const HTML_CHOICE = /<!-- barrier: ([\w-]+) -->([\s\S]*?)<!-- repaired -->([\s\S]*?)<!-- \/barrier -->/g
const CSS_CHOICE = /\/\* barrier: ([\w-]+) \*\/([\s\S]*?)\/\* repaired \*\/([\s\S]*?)\/\* \/barrier \*\//g

/** Keeps, of each marked place, the side that the variant asks for. */
export function choose(source: string, variant: Variant): string {
  const side = (_: string, _id: string, barrier: string, repaired: string) =>
    variant === 'repaired' ? repaired : barrier
  return source.replace(HTML_CHOICE, side).replace(CSS_CHOICE, side)
}

export function renderPage(source: string, layout: string, variant: Variant): string {
  const { meta, body } = split(source)
  const settings = variant === 'repaired' ? { ...meta, ...meta.repaired } : meta
  const content = choose(body, variant)
  if (settings.layout === 'none') return content.trimStart()
  const lang = settings.lang ?? 'it'
  const slots: Record<string, string> = {
    title: settings.title ?? '',
    lang: lang === '' ? '' : ` lang="${lang}"`,
    viewport: settings.viewport ?? 'width=device-width, initial-scale=1',
    content: content.trim(),
  }
  return choose(layout, variant).replace(/\{\{(\w+)\}\}/g, (_, name: string) => slots[name] ?? '')
}

function split(source: string): { readonly meta: FrontMatter; readonly body: string } {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source)
  return match
    ? { meta: parse(match[1] ?? '') as FrontMatter, body: match[2] ?? '' }
    : { meta: {}, body: source }
}
