import type { Evidence, EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { nodeAt } from '../collect/tree.ts'
import { isDetectable, languageName, languageOf, primaryLanguage } from './language.ts'
import { defineRule } from './rule.ts'

/** What is in no language, or is not read as running text. */
const NOT_PROSE = new Set([
  ...['code', 'pre', 'kbd', 'samp', 'var', 'address', 'script', 'style', 'noscript', 'template', 'svg'],
  ...['math', 'select', 'textarea', 'iframe', 'nav', 'time', 'cite'],
])
/** A block shorter than this is a label, a name or a date rather than a sentence. */
const MIN_BLOCK_CHARACTERS = 60
const MAX_CHARACTERS = 4000

/**
 * The language the page declares is that of its text. Another one is claimed only on enough prose and with a
 * clear lead of the detector; a page without a valid language is page-lang's matter.
 */
export const textLanguage = defineRule({
  id: 'text-language',
  family: 'text-language',
  recipe: 'page',
  criteria: ['3.1.1'],
  act: ['ucwvc8'],
  level: 'A',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#language-of-page',
  state: 'default',
  messages: {
    agrees: {
      it: 'Il testo è nella lingua dichiarata: {lang}.',
      en: 'The text is in the declared language: {lang}.',
    },
    other: {
      it: 'La pagina si dichiara in {lang}, ma il testo è in {foundIt}.',
      en: 'The page declares {lang}, but its text is in {foundEn}.',
    },
  },
  evaluate({ lang, snapshot }: Evidence) {
    const root = snapshot.nodes.find(({ tag }) => tag === 'html')
    const declared = primaryLanguage(lang ?? '')
    if (!root || lang === null || declared === null || !isDetectable(declared)) return []
    const found = languageOf(proseOf(snapshot, root))
    if (found === null) return []
    const node = root.index
    if (found === declared) return [{ verdict: 'passed', message: 'agrees', node, data: { lang } }]
    const names = { foundIt: languageName(found, 'it'), foundEn: languageName(found, 'en') }
    return [{ verdict: 'failed', message: 'other', node, data: { lang, ...names } }]
  },
})

/** The running text that takes its language from the page: rendered, in sentences, under no other `lang`. */
function proseOf(snapshot: Snapshot, root: EvidenceNode): string {
  const blocks: string[] = []
  let length = 0
  let block = ''
  const close = () => {
    const text = block
      .replace(/\S*(@|:\/\/|www\.)\S*/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (text.length >= MIN_BLOCK_CHARACTERS) {
      blocks.push(text)
      length += text.length
    }
    block = ''
  }
  const read = (node: EvidenceNode): void => {
    if (length > MAX_CHARACTERS) return
    if (node.kind === 'text') {
      if (node.box) block += node.text
      return
    }
    const { lang, translate } = node.attributes
    if (node !== root && (lang !== undefined || translate === 'no')) return
    if (NOT_PROSE.has(node.tag) || node.tag.startsWith('::')) return
    const isInline = node.style?.display.startsWith('inline') ?? true
    if (!isInline) close()
    for (const child of node.children) read(nodeAt(snapshot, child))
    if (!isInline) close()
  }
  read(root)
  close()
  return blocks.join(' ')
}
