import type { MyLearning, SkillProgressShape } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { SkillSteps } from './skill-steps.tsx'

export type Framework = 'digcomp' | 'syllabus'

const STATES = ['consolidated', 'acquired', 'to-review', 'in-progress', 'not-started'] as const

interface Props {
  readonly learning: MyLearning
  readonly by: Framework
}

/** Codes without their level: `3.1@3` is competence 3.1. */
const codesOf = (skill: SkillProgressShape, by: Framework): readonly string[] => [
  ...new Set(skill[by].map((tag) => tag.split('@')[0] ?? tag)),
]

/**
 * The skills by the areas and competences of a framework. It must:
 * - say each state in words, and open it to the attempts behind it;
 * - give a level for one competence at a time, never a total.
 */
export function SkillMap({ learning, by }: Props) {
  const { skills: words } = useWords()
  const areas = by === 'digcomp' ? words.digcompAreas : words.syllabusAreas
  const rest = learning.skills.filter((skill) => skill[by].length === 0)
  return (
    <>
      {Object.entries(areas).map(([area, name]) => {
        const own = learning.skills.filter((skill) =>
          codesOf(skill, by).some((code) => code.startsWith(`${area}.`)),
        )
        return own.length === 0 ? null : (
          <section key={area} aria-labelledby={`${by}-${area}`} class="skill-area">
            <h2 id={`${by}-${area}`}>
              {area}. {name}
            </h2>
            <Counts skills={own} />
            <Competences area={area} skills={own} by={by} levels={learning.levels} />
          </section>
        )
      })}
      {rest.length > 0 && (
        <section aria-labelledby="other-skills" class="skill-area">
          <h2 id="other-skills">{words.noSyllabus}</h2>
          <Counts skills={rest} />
          {rest.map((skill) => (
            <SkillSteps key={skill.skill} skill={skill} />
          ))}
        </section>
      )}
    </>
  )
}

/** How many skills are in each state: the shape of an area, in words. */
function Counts({ skills }: { readonly skills: readonly SkillProgressShape[] }) {
  const { learning, skills: words } = useWords()
  const counts = STATES.flatMap((state) => {
    const count = skills.filter((skill) => skill.state === state).length
    return count > 0 ? [`${learning.states[state]}: ${count}`] : []
  })
  return <p class="aside-line">{words.states(counts.join(', '))}</p>
}

function Competences({
  area,
  skills,
  by,
  levels,
}: Omit<Props, 'learning'> & {
  readonly area: string
  readonly skills: readonly SkillProgressShape[]
  readonly levels: MyLearning['levels']
}) {
  const { skills: words } = useWords()
  const codes = [...new Set(skills.flatMap((skill) => codesOf(skill, by)))]
    .filter((code) => code.startsWith(`${area}.`))
    .sort()
  return (
    <>
      {codes.map((code) => (
        <div key={code}>
          <h3>
            {code} {words[by][code]}
          </h3>
          {by === 'digcomp' && <Level level={levels.find(({ competence }) => competence === code)} />}
          {skills
            .filter((skill) => codesOf(skill, by).includes(code))
            .map((skill) => (
              <SkillSteps key={skill.skill} skill={skill} />
            ))}
        </div>
      ))}
    </>
  )
}

function Level({ level }: { readonly level: MyLearning['levels'][number] | undefined }) {
  const { learning, skills: words } = useWords()
  const format = useFormat()
  if (!level || level.level === 0) return <p>{words.noLevel}</p>
  return (
    <p>
      {words.levelOf(format.number(level.level))}
      {level.isWeakProof && ` (${learning.weakProof})`}
    </p>
  )
}

/** The same in one table, for who wants to go through it row by row. */
export function SkillTable({ learning }: { readonly learning: MyLearning }) {
  const words = useWords()
  return (
    <DataTable
      caption={words.skills.tableCaption}
      columns={columns(words)}
      rows={learning.skills}
      rowKey={({ skill }) => skill}
    />
  )
}

const listed = (skill: SkillProgressShape, by: Framework, { skills: words }: Messages): string =>
  skill[by]
    .map((tag) => {
      const [code = '', level = ''] = tag.split('@')
      return `${code} (${words.syllabusLevels[level] ?? level})`
    })
    .join(', ') || words.none

const columns = (words: Messages): readonly Column<SkillProgressShape>[] => [
  {
    key: 'skill',
    label: words.skills.skill,
    isHeader: true,
    cell: ({ title }) => <span lang="it">{title}</span>,
  },
  { key: 'digcomp', label: 'DigComp', cell: (skill) => listed(skill, 'digcomp', words) },
  { key: 'syllabus', label: 'Syllabus', cell: (skill) => listed(skill, 'syllabus', words) },
  { key: 'state', label: words.skills.state, cell: ({ state }) => words.learning.states[state] },
  {
    key: 'next',
    label: words.skills.next,
    cell: ({ missing, next }) => (
      <>
        {words.learning.missing[missing]}{' '}
        {next && (
          <a href={`/esercizi/${next.id}`} lang="it">
            {next.title}
          </a>
        )}
      </>
    ),
  },
]
