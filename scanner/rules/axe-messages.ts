import type { AxeNode } from '../collect/evidence.ts'
import type { Outcome, Text } from './rule.ts'

/** What is said of one element that axe found: measured facts where axe gives them, else which rule it breaks. */

const CONTRAST: Text = {
  it: 'Il testo ha un contrasto di {ratio}:1 con lo sfondo; ne serve almeno {expected}:1.',
  en: 'The text has a contrast of {ratio}:1 with its background; at least {expected}:1 is needed.',
}
const CONTRAST_UNSURE: Text = {
  it: 'Non si riesce a misurare il contrasto del testo: lo sfondo è un’immagine, una sfumatura o è coperto.',
  en: 'The contrast of the text cannot be measured: the background is a picture, a gradient, or covered.',
}
const TARGET_SIZE: Text = {
  it: 'L’area da toccare è di {width} × {height} pixel, con poco spazio attorno; ne servono {minimum}.',
  en: 'The target is {width} × {height} pixels with little space around it; {minimum} are needed.',
}
const FAILS: Text = { it: 'È questo l’elemento da correggere.', en: 'This is the element to fix.' }
const UNSURE: Text = {
  it: 'Il controllo automatico non basta: serve il giudizio di una persona.',
  en: 'The automatic check is not enough: a person has to judge.',
}

type Message = Pick<Outcome, 'message' | 'data'>

export function axeMessage(rule: string, node: AxeNode, verdict: 'failed' | 'cantTell'): Message {
  const facts = node.checks.map(({ data }) => data).find(isRecord) ?? {}
  if (rule.startsWith('color-contrast')) return contrastMessage(facts)
  if (rule === 'target-size' && typeof facts.width === 'number' && typeof facts.height === 'number') {
    return {
      message: TARGET_SIZE,
      data: {
        width: Math.round(facts.width),
        height: Math.round(facts.height),
        minimum: Number(facts.minSize ?? facts.minOffset ?? 24),
      },
    }
  }
  return { message: verdict === 'failed' ? FAILS : UNSURE, data: {} }
}

function contrastMessage(facts: Readonly<Record<string, unknown>>): Message {
  const { contrastRatio, expectedContrastRatio, fgColor, bgColor } = facts
  if (typeof contrastRatio !== 'number' || contrastRatio === 0) return { message: CONTRAST_UNSURE, data: {} }
  return {
    message: CONTRAST,
    data: {
      ratio: contrastRatio,
      expected: Number.parseFloat(String(expectedContrastRatio)),
      foreground: String(fgColor),
      background: String(bgColor),
    },
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
