import { vaguenessOf } from './link-context.ts'
import { linksOf, spoken } from './query.ts'
import { defineRule } from './rule.ts'

/** Who reads a list of links hears no context: the text alone should say where each one leads. */
export const linkTextAlone = defineRule({
  id: 'link-text-alone',
  family: 'link-text-alone',
  recipe: 'link',
  criteria: ['2.4.9'],
  act: ['aizyf1'],
  level: 'AAA',
  impact: 'moderate',
  owner: 'editorial',
  source: 'https://www.w3.org/TR/WCAG22/#link-purpose-link-only',
  state: 'default',
  messages: {
    says: {
      it: 'Il testo del link dice qualcosa anche da solo.',
      en: 'The link text says something by itself.',
    },
    vague: {
      it: 'Letto da solo, il link «{text}» non dice dove porta.',
      en: 'Read by itself, the link “{text}” does not say where it leads.',
    },
    fileName: {
      it: 'Letto da solo, il link «{text}» è solo il nome di un file.',
      en: 'Read by itself, the link “{text}” is only the name of a file.',
    },
    address: {
      it: 'Letto da solo, il link «{text}» è solo un indirizzo web.',
      en: 'Read by itself, the link “{text}” is only a web address.',
    },
  },
  evaluate({ snapshot }) {
    return linksOf(snapshot)
      .filter(({ name }) => spoken(name) !== '')
      .map((link) => {
        const vagueness = vaguenessOf(link.name)
        const node = link.index
        return vagueness
          ? { verdict: 'failed' as const, message: vagueness, node, data: { text: link.name.trim() } }
          : { verdict: 'passed' as const, message: 'says' as const, node }
      })
  },
})
