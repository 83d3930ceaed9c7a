import type { Skill } from '../catalogue.ts'
import { HIGHEST_LEVEL, LEVEL_CONSOLIDATED, LEVEL_SHARE } from './constants.ts'
import type { SkillProgress } from './mastery.ts'

export interface CompetenceLevel {
  /** DigComp competence, `3.1`: the same number in 2.2 and 3.0. */
  readonly competence: string
  /** 0: none yet. Never above 4: the rest is not for exercises to show. */
  readonly level: number
  /** The level rests on one skill only. */
  readonly isWeakProof: boolean
}

/** What the skills show of each competence they are about. No grand total: competences are not points. */
export function competenceLevels(
  skills: readonly Skill[],
  progress: ReadonlyMap<string, SkillProgress>,
): readonly CompetenceLevel[] {
  const competences = new Set(skills.flatMap(({ digcomp }) => digcomp.map(({ code }) => code)))
  return [...competences].sort().map((competence) => levelOf(competence, skills, progress))
}

function levelOf(
  competence: string,
  skills: readonly Skill[],
  progress: ReadonlyMap<string, SkillProgress>,
): CompetenceLevel {
  const tagged = skills.flatMap(({ id, digcomp }) =>
    digcomp.filter(({ code }) => code === competence).map(({ level }) => ({ id, level: Number(level) })),
  )
  const has = (id: string, states: readonly string[]) => states.includes(progress.get(id)?.state ?? '')
  const reached = Array.from({ length: HIGHEST_LEVEL }, (_, at) => HIGHEST_LEVEL - at).find((level) => {
    const upTo = tagged.filter((skill) => skill.level <= level)
    const atLevel = tagged.filter((skill) => skill.level === level)
    const acquired = upTo.filter(({ id }) => has(id, ['acquired', 'consolidated', 'to-review']))
    const consolidated = atLevel.filter(({ id }) => has(id, ['consolidated']))
    const isEnough = consolidated.length >= Math.min(LEVEL_CONSOLIDATED, atLevel.length)
    return atLevel.length > 0 && isEnough && acquired.length >= LEVEL_SHARE * upTo.length
  })
  const isAlone = tagged.filter(({ level }) => level === reached).length < LEVEL_CONSOLIDATED
  return { competence, level: reached ?? 0, isWeakProof: reached !== undefined && isAlone }
}
