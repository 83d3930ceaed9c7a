import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { contextOf, headingOver, vaguenessOf } from './link-context.ts'
import { linksOf, spoken } from './query.ts'
import { defineRule, type Found } from './rule.ts'
import { POINTERS } from './words.ts'

type Message = 'says' | 'inContext' | 'vague' | 'sameText' | 'onlyHeading' | 'fileName' | 'address'

/**
 * A link says where it leads, by itself or together with its sentence, list item, table cell or heading. Only a
 * text that says nothing, with nothing around it, is a failure; a file name or an address may say enough.
 */
export const linkText = defineRule({
  id: 'link-text',
  family: 'link-text',
  recipe: 'link',
  criteria: ['2.4.4'],
  act: ['5effbb'],
  level: 'A',
  impact: 'serious',
  owner: 'editorial',
  source: 'https://www.w3.org/TR/WCAG22/#link-purpose-in-context',
  state: 'default',
  messages: {
    says: { it: 'Il testo del link dice qualcosa.', en: 'The link text says something.' },
    inContext: {
      it: 'Il testo «{text}» è generico, ma quello che c’è intorno dice dove porta.',
      en: 'The text “{text}” is generic, but what is around it says where it leads.',
    },
    vague: {
      it: 'Il link «{text}» non dice dove porta, e nemmeno quello che ha intorno.',
      en: 'The link “{text}” does not say where it leads, and nothing around it does.',
    },
    sameText: {
      it: 'Sotto la stessa intestazione {count} link «{text}» portano a pagine diverse.',
      en: 'Under the same heading {count} links “{text}” lead to different pages.',
    },
    onlyHeading: {
      it: 'Solo l’intestazione può dire dove porta il link «{text}»: va verificato se basta.',
      en: 'Only the heading can say where the link “{text}” leads: check whether it is enough.',
    },
    fileName: {
      it: 'Il link mostra solo il nome di un file: «{text}».',
      en: 'The link only shows the name of a file: “{text}”.',
    },
    address: {
      it: 'Il link mostra solo un indirizzo web: «{text}».',
      en: 'The link only shows a web address: “{text}”.',
    },
  },
  evaluate({ snapshot }) {
    const links = linksOf(snapshot).filter(({ name }) => spoken(name) !== '')
    const bare = links.filter((link) => vaguenessOf(link.name) && contextOf(snapshot, link) === '')
    return links.map((link) => judge(snapshot, link, bare))
  },
})

function judge(snapshot: Snapshot, link: EvidenceNode, bare: readonly EvidenceNode[]): Found<Message> {
  const node = link.index
  const data = { text: link.name.trim() }
  const vagueness = vaguenessOf(link.name)
  if (!vagueness) return { verdict: 'passed', message: 'says', node }
  if (!bare.includes(link)) return { verdict: 'passed', message: 'inContext', node, data }
  if (vagueness !== 'vague') return { verdict: 'cantTell', message: vagueness, node, data }
  const heading = headingOver(snapshot, link)
  if (!heading) return { verdict: 'failed', message: 'vague', node, data }
  const beside = bare.filter((other) => headingOver(snapshot, other) === heading)
  const twins = beside.filter((other) => spoken(other.name) === spoken(link.name))
  if (targetsOf(twins) > 1) {
    return { verdict: 'failed', message: 'sameText', node, data: { ...data, count: twins.length } }
  }
  const isPointer = POINTERS.has(spoken(link.name))
  const isShared = targetsOf(beside) > 1
  if (isPointer && isShared) return { verdict: 'failed', message: 'vague', node, data }
  return isPointer || isShared
    ? { verdict: 'cantTell', message: 'onlyHeading', node, data }
    : { verdict: 'passed', message: 'inContext', node, data }
}

/** One heading cannot say where two different links lead. */
const targetsOf = (links: readonly EvidenceNode[]): number =>
  new Set(links.map(({ attributes }) => attributes.href)).size
