import type { Evidence } from '../collect/evidence.ts'
import { primaryLanguage } from './language.ts'
import { defineRule } from './rule.ts'

/** The page says which language it is in, with a tag that exists. Whether it is the text's: text-language.ts. */
export const pageLang = defineRule({
  id: 'page-lang',
  family: 'page-lang',
  recipe: 'page',
  criteria: ['3.1.1'],
  act: ['b5c3f8', 'bf051a'],
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
  },
  evaluate({ lang, snapshot }: Evidence) {
    const node = snapshot.nodes.find(({ tag }) => tag === 'html')?.index
    if (node === undefined) return []
    if (lang === null || lang.trim() === '') return [{ verdict: 'failed', message: 'missing', node }]
    return primaryLanguage(lang) === null
      ? [{ verdict: 'failed', message: 'invalid', node, data: { lang } }]
      : [{ verdict: 'passed', message: 'declared', node, data: { lang } }]
  },
})
