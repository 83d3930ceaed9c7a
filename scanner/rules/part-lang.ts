import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { childrenOf, elements } from '../collect/tree.ts'
import { primaryLanguage } from './language.ts'
import { isInFrame } from './query.ts'
import { defineRule } from './rule.ts'

/**
 * A part of the page that says it is in another language says so with a tag that exists. White space is no tag; an
 * empty attribute says on purpose that the language is not known.
 */
export const partLang = defineRule({
  id: 'part-lang',
  family: 'part-lang',
  recipe: 'other',
  criteria: ['3.1.2'],
  act: ['de46e4'],
  level: 'AA',
  impact: 'serious',
  owner: 'editorial',
  source: 'https://www.w3.org/TR/WCAG22/#language-of-parts',
  state: 'default',
  messages: {
    valid: { it: 'La parte dichiara la sua lingua: {lang}.', en: 'The part declares its language: {lang}.' },
    invalid: { it: '«{lang}» non è il codice di una lingua.', en: '“{lang}” is not the code of a language.' },
  },
  evaluate({ snapshot }) {
    return elements(snapshot)
      .filter(({ tag, attributes }) => tag !== 'html' && (attributes.lang ?? '') !== '')
      .filter((node) => !isInFrame(snapshot, node) && hasTextOfItsOwn(snapshot, node))
      .map((node) => {
        const lang = node.attributes.lang ?? ''
        return primaryLanguage(lang) === null
          ? { verdict: 'failed' as const, message: 'invalid' as const, node: node.index, data: { lang } }
          : { verdict: 'passed' as const, message: 'valid' as const, node: node.index, data: { lang } }
      })
  },
})

/** Some text takes its language from this very element, and not from one further in. */
function hasTextOfItsOwn(snapshot: Snapshot, node: EvidenceNode): boolean {
  return childrenOf(snapshot, node).some((child) => {
    if (child.kind === 'text') return child.box !== null && child.text.trim() !== ''
    return child.attributes.lang === undefined && hasTextOfItsOwn(snapshot, child)
  })
}
