import { useState } from 'preact/hooks'
import type { Decision, Occurrence } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field, Select } from '../components/field.tsx'
import { Radios } from '../components/radios.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'

type Verdict = Decision['verdict']
type Scope = Decision['scope']

interface Decided {
  readonly verdict: Verdict
  readonly reason: string
  readonly note: string
  readonly scope: Scope
  readonly occurrenceKey: string | null
  readonly expiresOn: string | null
}

interface Props {
  /** The places of one finding, to decide on one of them; absent: for several findings at once. */
  readonly places?: readonly Occurrence[]
  readonly onSave: (decided: Decided) => Promise<void>
}

/** What is decided, why, for what and until when. The reasons are those of the verdict. */
export function DecideForm({ places, onSave }: Props) {
  const { decision: words } = useWords()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [scope, setScope] = useState<Scope>('component')
  const [occurrenceKey, setPlace] = useState(places?.length === 1 ? (places[0]?.key ?? '') : '')
  const [expiresOn, setExpiry] = useState('')
  const [missing, setMissing] = useState<Missing | null>(null)
  const action = useAction()
  const problem = missing ?? action.problem
  const errors = problem?.fields ?? {}
  const submit = (event: Event) => {
    event.preventDefault()
    const fields = {
      ...(verdict ? {} : { verdict: words.verdictMissing }),
      ...(verdict && !reason ? { reason: words.reasonMissing } : {}),
      ...(scope === 'element' && !occurrenceKey ? { occurrenceKey: words.elementMissing } : {}),
    }
    if (!verdict || Object.keys(fields).length > 0) {
      return setMissing({ detail: words.incomplete, fields })
    }
    setMissing(null)
    return action.run(() =>
      onSave({
        verdict,
        reason,
        scope,
        note: note.trim(),
        occurrenceKey: scope === 'element' ? occurrenceKey : null,
        expiresOn: expiresOn || null,
      }),
    )
  }
  return (
    <form noValidate onSubmit={submit}>
      <p>{words.lead}</p>
      <ErrorSummary
        problem={problem}
        labels={{
          verdict: words.verdictLabel,
          reason: words.reasonLabel,
          occurrenceKey: words.element,
          expiresOn: words.expiresOn,
          note: words.note,
        }}
      />
      <Radios
        legend={words.verdictLabel}
        name="verdict"
        value={verdict}
        options={entriesOf(words.verdict)}
        onValue={(next) => {
          setVerdict(next)
          setReason(onlyReason(words.reasons[next]))
        }}
        error={errors.verdict}
      />
      {verdict && (
        <Select
          label={words.reasonLabel}
          name="reason"
          value={reason}
          onValue={setReason}
          options={[{ value: '', label: words.choose }, ...entriesOf<string>(words.reasons[verdict])]}
          error={errors.reason}
        />
      )}
      {places && (
        <Radios
          legend={words.scopeLabel}
          name="scope"
          value={scope}
          options={entriesOf(words.scope)}
          onValue={setScope}
        />
      )}
      {places && scope === 'element' && (
        <Select
          label={words.element}
          name="occurrenceKey"
          value={occurrenceKey}
          onValue={setPlace}
          options={[
            { value: '', label: words.choose },
            ...places.map(({ key, where, page }) => ({
              value: key,
              label: words.elementOf(where, page.title || page.url),
            })),
          ]}
          error={errors.occurrenceKey}
        />
      )}
      <Field
        label={words.note}
        name="note"
        rows={2}
        hint={words.noteHint}
        isRequired={false}
        value={note}
        onValue={setNote}
        error={errors.note}
      />
      <Field
        label={words.expiresOn}
        name="expiresOn"
        type="date"
        hint={words.expiresHint}
        isRequired={false}
        value={expiresOn}
        onValue={setExpiry}
        error={errors.expiresOn}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.save}
      </button>
    </form>
  )
}

interface Missing {
  readonly detail: string
  readonly fields: Readonly<Record<string, string>>
}

const entriesOf = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }))

/** A verdict with one reason needs no choice. */
function onlyReason(reasons: Readonly<Record<string, string>>): string {
  const [first, ...others] = Object.keys(reasons)
  return first && others.length === 0 ? first : ''
}
