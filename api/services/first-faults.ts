import { allRules, loadRuleTexts, type RuleTexts } from '../../scanner/index.ts'
import type { FaultCount } from '../db/queries/first-faults.ts'
import type { FirstFault } from '../shapes/sites.ts'

const IMPACTS = ['critical', 'serious', 'moderate', 'minor'] as const
const LEVELS = ['A', 'AA', 'AAA']
/** Shown while an audit goes on. */
const SHOWN = 5

/** The weightiest of what has been seen so far, in words, within what the audit was asked to report. */
export function firstFaults(
  counts: readonly FaultCount[],
  asked: { readonly level: string; readonly bestPractices: boolean },
  texts: RuleTexts,
): FirstFault[] {
  const byFamily = new Map<string, FirstFault>()
  for (const { rule, places, pages } of counts) {
    const info = allRules.get(rule)
    if (!info || info.isExperimental) continue
    const isAsked =
      info.level === 'best-practice'
        ? asked.bestPractices
        : LEVELS.indexOf(info.level) <= LEVELS.indexOf(asked.level)
    const known = byFamily.get(info.family)
    // Two witnesses of one fault are one fault: the one that saw more speaks.
    if (!isAsked || (known && known.places >= places)) continue
    byFamily.set(info.family, { rule, title: texts.of(rule).title, impact: info.impact, places, pages })
  }
  return [...byFamily.values()]
    .sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact) || b.places - a.places)
    .slice(0, SHOWN)
}

/** Reads the words of the rules once a language. */
export function ruleTexts(): (lang: 'it' | 'en') => RuleTexts {
  const read = new Map<string, RuleTexts>()
  return (lang) => {
    const texts = read.get(lang) ?? loadRuleTexts(lang)
    read.set(lang, texts)
    return texts
  }
}
