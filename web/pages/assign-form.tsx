import { useState } from 'preact/hooks'
import { type Finding, listAll, type Office, type Person } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field, Select } from '../components/field.tsx'
import { Radios } from '../components/radios.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import { can, useMe } from '../session.tsx'

interface Assignment {
  readonly personId: string | null
  readonly officeId: string | null
  readonly supplier: string | null
  readonly dueOn: string | null
}
type Kind = 'person' | 'office' | 'supplier' | 'nobody'

interface Props {
  /** As it is now; absent: for several at once. */
  readonly finding?: Pick<Finding, 'assigned' | 'dueOn'>
  readonly onSave: (to: Assignment) => Promise<void>
}

interface Choices {
  readonly people: readonly Person[]
  readonly offices: readonly Office[]
}

/** To whom, and until when. */
export function AssignForm(props: Props) {
  const me = useMe()
  const choices = useResource('assignees', async (signal): Promise<Choices> => {
    const [people, offices] = await Promise.all([
      can(me, 'people.read') ? listAll<Person>('/people', signal) : [],
      listAll<Office>('/offices', signal),
    ])
    return { people, offices }
  })
  return (
    <Resource of={choices}>
      {(value) => <Form finding={props.finding} choices={value} onSave={props.onSave} />}
    </Resource>
  )
}

interface FormProps {
  readonly finding: Props['finding']
  readonly choices: Choices
  readonly onSave: Props['onSave']
}

function Form({ finding, choices, onSave }: FormProps) {
  const { assignDialog: words } = useWords().findings
  const now = finding?.assigned
  const [kind, setKind] = useState<Kind>(now?.person ? 'person' : now?.supplier ? 'supplier' : 'office')
  const [personId, setPerson] = useState(now?.person?.id ?? '')
  const [officeId, setOffice] = useState(now?.office?.id ?? '')
  const [supplier, setSupplier] = useState(now?.supplier ?? '')
  const [dueOn, setDue] = useState(finding?.dueOn ?? '')
  const [missing, setMissing] = useState<Refusal | null>(null)
  const action = useAction()
  const chosen = { person: personId, office: officeId, supplier: supplier.trim(), nobody: '-' }[kind]
  const problem = missing ?? action.problem
  const errors = problem?.fields ?? {}
  const submit = (event: Event) => {
    event.preventDefault()
    const said = { person: words.personMissing, office: words.officeMissing, supplier: words.supplierMissing }
    if (!chosen && kind !== 'nobody') {
      const field = kind === 'supplier' ? 'supplier' : `${kind}Id`
      return setMissing({ detail: words.incomplete, fields: { [field]: said[kind] } })
    }
    setMissing(null)
    return action.run(() =>
      onSave({
        personId: kind === 'person' ? personId : null,
        officeId: kind === 'office' ? officeId : null,
        supplier: kind === 'supplier' ? supplier.trim() : null,
        dueOn: kind === 'nobody' ? null : dueOn || null,
      }),
    )
  }
  const named = (items: readonly { readonly id: string; readonly name: string }[]) => [
    { value: '', label: words.choose },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const kinds = (['office', 'person', 'supplier', 'nobody'] as const).filter(
    (one) => one !== 'person' || choices.people.length > 0,
  )
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary
        problem={problem}
        labels={{
          personId: words.person,
          officeId: words.office,
          supplier: words.supplier,
          dueOn: words.dueOn,
        }}
      />
      <Radios
        legend={words.to}
        name="assign-kind"
        value={kind}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        onValue={setKind}
      />
      {kind === 'person' && (
        <Select
          label={words.person}
          name="personId"
          value={personId}
          onValue={setPerson}
          options={named(choices.people)}
          error={errors.personId}
        />
      )}
      {kind === 'office' && (
        <Select
          label={words.office}
          name="officeId"
          value={officeId}
          onValue={setOffice}
          options={named(choices.offices)}
          error={errors.officeId}
        />
      )}
      {kind === 'supplier' && (
        <Field
          label={words.supplier}
          name="supplier"
          hint={words.supplierHint}
          value={supplier}
          onValue={setSupplier}
          error={errors.supplier}
        />
      )}
      {kind !== 'nobody' && (
        <Field
          label={words.dueOn}
          name="dueOn"
          type="date"
          isRequired={false}
          value={dueOn}
          onValue={setDue}
          error={errors.dueOn}
        />
      )}
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {kind === 'nobody' ? words.release : words.save}
      </button>
    </form>
  )
}

interface Refusal {
  readonly detail: string
  readonly fields: Readonly<Record<string, string>>
}
