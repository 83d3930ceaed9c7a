import type { Impact, Text } from '../rules/rule.ts'

/** What a fault does to people: the first factor, and the strongest. */
const IMPACT: Readonly<Record<Impact, { readonly weight: number } & Text>> = {
  critical: { weight: 1, it: 'blocca', en: 'blocks' },
  serious: { weight: 0.7, it: 'ostacola molto', en: 'hinders a lot' },
  moderate: { weight: 0.4, it: 'ostacola', en: 'hinders' },
  minor: { weight: 0.2, it: 'disturba', en: 'annoys' },
}

const CERTAINTY = { failed: 1, cantTell: 0.5, unstable: 0.1 } as const

export interface PriorityInput {
  readonly impact: Impact
  readonly outcome: 'failed' | 'cantTell' | 'unstable'
  readonly pageCount: number
  readonly totalPages: number
  /** Clicks from the start page to the nearest page that has it. */
  readonly depth: number
}

/**
 * Effect on people × pages reached × importance of the nearest page, from 0 to 1. Never lower when it hurts
 * more, is on more pages, or is closer to the home page. Half of the reach is granted to a single page, so
 * that a blocked form on one page outranks a nuisance on all.
 */
export function priorityOf(input: PriorityInput): { readonly score: number; readonly formula: Text } {
  const { impact, outcome, pageCount, totalPages, depth } = input
  const total = Math.max(1, totalPages)
  const share = Math.min(1, Math.max(0, pageCount) / total)
  const effect = IMPACT[impact]
  const reach = 0.5 + 0.5 * Math.sqrt(share)
  const importance = 0.7 + 0.3 / (1 + Math.max(0, depth))
  const certainty = CERTAINTY[outcome]
  const score = round(effect.weight * reach * importance * certainty)
  const sure = certainty === 1 ? '' : ` × ${certainty}`
  const numbers = [effect.weight, reach, importance].map((factor) => round(factor))
  const [weight = 0, reached = 0, near = 0] = numbers
  const formula = {
    it:
      `effetto ${weight} (${effect.it}) × diffusione ${reached} (${pageCount} pagine su ${total}) × ` +
      `importanza ${near} (a ${depth} clic dall’inizio)${sure && `${sure} (da valutare)`} = ${score}`,
    en:
      `effect ${weight} (${effect.en}) × reach ${reached} (${pageCount} of ${total} pages) × ` +
      `importance ${near} (${depth} clicks from the start)${sure && `${sure} (not certain)`} = ${score}`,
  }
  return { score, formula: { it: formula.it.replace(/(\d)\.(\d)/g, '$1,$2'), en: formula.en } }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
