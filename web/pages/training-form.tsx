import { useState } from 'preact/hooks'
import { type Assignable, client, listAll, type Person } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field, Select } from '../components/field.tsx'
import { Radios } from '../components/radios.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'

type Kind = 'office' | 'role' | 'person'

interface Props {
  readonly choices: Assignable
  /** Course or lesson to begin with; empty: none. */
  readonly content: string
  readonly findingId: string | null
  readonly onSaved: () => void
}

interface Wanted {
  readonly content: string
  readonly kind: Kind
  readonly officeId: string
  readonly role: string
  readonly personId: string
  readonly dueOn: string
  readonly note: string
}

/** What to learn, who, by when. */
export function TrainingForm({ choices, content, findingId, onSaved }: Props) {
  const { training: words } = useWords()
  const [wanted, setWanted] = useState<Wanted>({
    content,
    kind: 'office',
    officeId: '',
    role: '',
    personId: '',
    dueOn: '',
    note: '',
  })
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null)
  const action = useAction()
  const problem = missing ?? action.problem
  const errors = problem?.fields ?? {}
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change })
  const submit = async (event: Event) => {
    event.preventDefault()
    const faults = missingIn(wanted, words)
    setMissing(faults)
    if (faults) return
    if (await action.run(() => client.post('/training', bodyOf(wanted, findingId)))) onSaved()
  }
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary
        problem={problem}
        labels={{
          content: words.content,
          officeId: words.office,
          role: words.role,
          personId: words.person,
          dueOn: words.dueOn,
          note: words.note,
        }}
      />
      {findingId && <p>{words.withFinding}</p>}
      <Select
        label={words.content}
        name="content"
        value={wanted.content}
        onValue={(value) => set({ content: value })}
        error={errors.content}
        options={contentOptions(choices, words)}
      />
      <Whom wanted={wanted} set={set} choices={choices} errors={errors} />
      <Field
        label={words.dueOn}
        name="dueOn"
        type="date"
        isRequired={false}
        value={wanted.dueOn}
        onValue={(dueOn) => set({ dueOn })}
        error={errors.dueOn}
      />
      <Field
        label={words.note}
        name="note"
        hint={words.noteHint}
        isRequired={false}
        value={wanted.note}
        onValue={(note) => set({ note })}
        error={errors.note}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.save}
      </button>
    </form>
  )
}

interface WhomProps {
  readonly wanted: Wanted
  readonly set: (change: Partial<Wanted>) => void
  readonly choices: Assignable
  readonly errors: Readonly<Record<string, string | undefined>>
}

function Whom({ wanted, set, choices, errors }: WhomProps) {
  const { training: words, labels } = useWords()
  const people = useResource('training-people', (signal) => listAll<Person>('/people', signal))
  const known = people.state === 'ready' ? people.value : []
  const kinds = (['office', 'role', 'person'] as const).filter(
    (kind) => kind !== 'role' || choices.roles.length > 0,
  )
  const offices = choices.offices.map(({ id, name }) => ({ value: id, label: name }))
  const roles = choices.roles.map((role) => ({ value: role, label: labels.role[role] }))
  const { kind } = wanted
  return (
    <>
      <Radios
        legend={words.to}
        name="training-kind"
        value={kind}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        onValue={(value) => set({ kind: value })}
      />
      {kind === 'role' && (
        <Select
          label={words.role}
          name="role"
          value={wanted.role}
          onValue={(role) => set({ role })}
          error={errors.role}
          options={[{ value: '', label: words.choose }, ...roles]}
        />
      )}
      {kind !== 'person' && (
        <Select
          label={words.office}
          name="officeId"
          hint={words.laterHint}
          isRequired={kind === 'office'}
          value={wanted.officeId}
          onValue={(officeId) => set({ officeId })}
          error={errors.officeId}
          options={[{ value: '', label: kind === 'role' ? words.anyOffice : words.choose }, ...offices]}
        />
      )}
      {kind === 'person' && (
        <Select
          label={words.person}
          name="personId"
          value={wanted.personId}
          onValue={(personId) => set({ personId })}
          error={errors.personId}
          options={[
            { value: '', label: words.choose },
            ...known.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </>
  )
}

type Words = ReturnType<typeof useWords>['training']

const contentOptions = ({ courses }: Assignable, words: Words) => [
  { value: '', label: words.choose },
  ...courses.flatMap(({ id, title, lessons }) => [
    { value: id, label: words.wholeCourse(title) },
    ...lessons.map((lesson) => ({ value: lesson.id, label: `${title}: ${lesson.title}` })),
  ]),
]

/** One sentence per field that was left empty; null: none was. */
function missingIn({ content, kind, officeId, role, personId }: Wanted, words: Words) {
  const fields: Record<string, string> = {}
  if (!content) fields.content = words.contentMissing
  if (kind === 'office' && !officeId) fields.officeId = words.officeMissing
  if (kind === 'role' && !role) fields.role = words.roleMissing
  if (kind === 'person' && !personId) fields.personId = words.personMissing
  return Object.keys(fields).length > 0 ? { detail: words.missing, fields } : null
}

const bodyOf = (
  { content, kind, officeId, role, personId, dueOn, note }: Wanted,
  findingId: string | null,
) => ({
  content,
  officeId: (kind !== 'person' && officeId) || null,
  role: kind === 'role' ? role : null,
  personId: kind === 'person' ? personId : null,
  findingId,
  dueOn: dueOn || null,
  note,
})
