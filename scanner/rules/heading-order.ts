import type { EvidenceNode } from '../collect/evidence.ts'
import { elements, headingLevel } from '../collect/tree.ts'
import { isExposed, isInDialog, isInFrame } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'inOrder' | 'skipped' | 'startsLow'

/** Levels go down one at a time. Best practice: no criterion asks for it. Dialogs and frames have their own order. */
export const headingOrder = defineRule({
  id: 'heading-order',
  family: 'heading-order',
  recipe: 'structure',
  criteria: [],
  act: [],
  level: 'best-practice',
  impact: 'moderate',
  owner: 'editorial',
  source: 'https://www.w3.org/WAI/tutorials/page-structure/headings/',
  state: 'default',
  messages: {
    inOrder: {
      it: 'Il livello dell’intestazione segue il precedente.',
      en: 'The heading’s level follows the one before.',
    },
    skipped: {
      it: 'Dopo un’intestazione di livello {before} ne viene una di livello {level}: manca un livello.',
      en: 'A heading of level {before} is followed by one of level {level}: a level is missing.',
    },
    startsLow: {
      it: 'La prima intestazione della pagina è di livello {level}.',
      en: 'The first heading of the page has level {level}.',
    },
  },
  evaluate({ snapshot }) {
    const headings = elements(snapshot).filter(
      (node) =>
        node.role === 'heading' &&
        isExposed(node) &&
        !isInFrame(snapshot, node) &&
        !isInDialog(snapshot, node),
    )
    return headings.map((node, at) => judge(node, headings[at - 1]))
  },
})

function judge(heading: EvidenceNode, previous: EvidenceNode | undefined): Found<Message> {
  const node = heading.index
  const level = headingLevel(heading)
  if (!previous) {
    return level > 2
      ? { verdict: 'cantTell', message: 'startsLow', node, data: { level } }
      : { verdict: 'passed', message: 'inOrder', node }
  }
  const before = headingLevel(previous)
  return level > before + 1
    ? { verdict: 'failed', message: 'skipped', node, data: { before, level } }
    : { verdict: 'passed', message: 'inOrder', node }
}
