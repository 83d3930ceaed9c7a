import { useState } from 'preact/hooks'
import { client, type Office, type Person } from '../client.ts'
import { Dialog } from '../components/dialog.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'

interface Props {
  /** Whose roles are changed; null: nobody's, the dialog is closed. */
  readonly person: Person | null
  readonly offices: readonly Office[]
  readonly onClose: () => void
  readonly onSaved: () => void
}

export function EditRoles({ person, offices, onClose, onSaved }: Props) {
  const words = useWords()
  return (
    <Dialog
      isOpen={person !== null}
      title={person ? words.administration.rolesOf(person.name) : ''}
      onClose={onClose}
    >
      {person && (
        <Form key={person.id} person={person} offices={offices} onClose={onClose} onSaved={onSaved} />
      )}
    </Dialog>
  )
}

interface Row {
  readonly role: string
  readonly officeId: string
}

function Form({ person, offices, onClose, onSaved }: Props & { readonly person: Person }) {
  const { administration: words, labels, common } = useWords()
  const [rows, setRows] = useState<readonly Row[]>(() =>
    person.roles.map(({ role, office }) => ({ role, officeId: office?.id ?? '' })),
  )
  const action = useAction()
  const change = (at: number, part: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const submit = async (event: Event) => {
    event.preventDefault()
    const roles = rows.map(({ role, officeId }) => ({ role, officeId: officeId || null }))
    if (!(await action.run(() => client.put(`/people/${person.id}/roles`, { roles })))) return
    announce(words.rolesSaved)
    onSaved()
  }
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} />
      {rows.map((row, index) => (
        <fieldset key={index} class="pair">
          <legend>{words.roleNumber(index + 1)}</legend>
          <Select
            label={words.role}
            name={`roles.${index}.role`}
            value={row.role}
            onValue={(role) => change(index, { role })}
            options={Object.entries(labels.role).map(([value, label]) => ({ value, label }))}
          />
          <Select
            label={words.office}
            name={`roles.${index}.officeId`}
            isRequired={false}
            value={row.officeId}
            onValue={(officeId) => change(index, { officeId })}
            options={[
              { value: '', label: words.allOffices },
              ...offices.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {rows.length > 1 && (
            <button
              type="button"
              class="btn btn-outline-primary btn-sm"
              onClick={() => setRows(rows.filter((_, other) => other !== index))}
            >
              {words.removeRole(index + 1)}
            </button>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        class="btn btn-outline-primary btn-sm field-gap"
        onClick={() => setRows([...rows, { role: 'editor', officeId: '' }])}
      >
        {words.addRole}
      </button>
      <div class="form-actions">
        <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
          {common.save}
        </button>
        <button type="button" class="btn btn-outline-primary" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
