import type { SkillProgressShape } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'

type Step = SkillProgressShape['steps'][number]

/** A skill's state in words, what is missing, and every attempt behind it. */
export function SkillSteps({ skill }: { readonly skill: SkillProgressShape }) {
  const { learning: words } = useWords()
  const format = useFormat()
  return (
    <div class="skill">
      <p>
        <strong lang="it">{skill.title}</strong>: {words.states[skill.state]}. {words.missing[skill.missing]}{' '}
        {skill.next && skill.missing !== 'nothing' && (
          <a href={`/esercizi/${skill.next.id}`} lang="it">
            {skill.next.title}
          </a>
        )}
      </p>
      {skill.steps.length > 0 && (
        <details>
          <summary>{words.attempts(skill.steps.length)}</summary>
          <DataTable
            caption={words.attemptsOf(skill.title)}
            isCaptionHidden
            columns={columns(words, format)}
            rows={skill.steps}
            rowKey={({ at, exercise }) => `${at} ${exercise}`}
          />
        </details>
      )}
    </div>
  )
}

/** What was tried or proved on the own site leads to its finding. */
function From({ step: { kind, title, findingId } }: { readonly step: Step }) {
  const { learning: words } = useWords()
  if (kind === 'course') return <span lang="it">{title}</span>
  return (
    <>
      {kind === 'production' ? words.inProduction : words.onYourSite}:{' '}
      {findingId ? <a href={`/segnalazioni/${findingId}`}>{title}</a> : title}
    </>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} %`

const columns = (words: Messages['learning'], format: Format): readonly Column<Step>[] => [
  { key: 'exercise', label: words.exercise, isHeader: true, cell: (step) => <From step={step} /> },
  { key: 'when', label: words.when, cell: ({ at }) => format.dateTime(at) },
  { key: 'success', label: words.success, cell: ({ success }) => percent(success) },
  { key: 'weight', label: words.weight, cell: ({ weight }) => percent(weight) },
  {
    key: 'mastery',
    label: words.mastery,
    cell: ({ before, after }) => `${percent(before)} → ${percent(after)}`,
  },
]
