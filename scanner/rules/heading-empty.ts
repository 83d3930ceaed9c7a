import { elements, textOf } from '../collect/tree.ts'
import { isExposed } from './query.ts'
import { defineRule } from './rule.ts'

/** A heading that is announced has something to say. Best practice: WCAG asks that headings describe. */
export const headingEmpty = defineRule({
  id: 'heading-empty',
  family: 'heading-empty',
  recipe: 'structure',
  criteria: [],
  act: ['ffd0e9'],
  level: 'best-practice',
  impact: 'moderate',
  owner: 'editorial',
  source: 'https://www.w3.org/WAI/standards-guidelines/act/rules/ffd0e9/',
  state: 'default',
  messages: {
    named: { it: 'L’intestazione ha un testo.', en: 'The heading has a text.' },
    empty: { it: 'L’intestazione è vuota.', en: 'The heading is empty.' },
  },
  evaluate({ snapshot }) {
    return elements(snapshot)
      .filter((node) => node.role === 'heading' && isExposed(node))
      .map((node) =>
        (node.name || textOf(snapshot, node)).trim()
          ? { verdict: 'passed' as const, message: 'named' as const, node: node.index }
          : { verdict: 'failed' as const, message: 'empty' as const, node: node.index },
      )
  },
})
