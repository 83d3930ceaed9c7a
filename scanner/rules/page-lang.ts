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
 * The page says which language it is in, with a tag that exists, and it is the language of its text. Whether the
 * text is in another language is said only on enough prose and with a clear lead of the detector.
 */
export const pageLang = defineRule({
  id: 'page-lang',
  family: 'page-lang',
  recipe: 'page',
  criteria: ['3.1.1'],
  act: ['b5c3f8', 'bf051a', 'ucwvc8'],
  level: 'A',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#language-of-page',
  state: 'default',
  messages: {
    declared: {
      it: 'La pagina dichiara la sua lingua: {lang}.',
      en: 'The page declares its language: {lang}.',
    },
    missing: {
      it: 'La pagina non dichiara in quale lingua è scritta.',
      en: 'The page does not declare its language.',
    },
    invalid: { it: '«{lang}» non è il codice di una lingua.', en: '“{lang}” is not the code of a language.' },
    other: {
      it: 'La pagina si dichiara in {lang}, ma il testo è in {foundIt}.',
      en: 'The page declares {lang}, but its text is in {foundEn}.',
    },
  },
  evaluate(evidence: Evidence) {
    const { lang, snapshot } = evidence
    const root = snapshot.nodes.find(({ tag }) => tag === 'html')
    if (!root) return []
    const node = root.index
    if (lang === null || lang.trim() === '') return [{ verdict: 'failed', message: 'missing', node }]
    const data = { lang }
    const declared = primaryLanguage(lang)
    if (declared === null) return [{ verdict: 'failed', message: 'invalid', node, data }]
    const found = isDetectable(declared) ? languageOf(proseOf(snapshot, root)) : null
    if (found === null || found === declared) return [{ verdict: 'passed', message: 'declared', node, data }]
    const names = { foundIt: languageName(found, 'it'), foundEn: languageName(found, 'en') }
    return [{ verdict: 'failed', message: 'other', node, data: { ...data, ...names } }]
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
