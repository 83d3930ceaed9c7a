import { useState } from 'preact/hooks'
import { client, type List, type Office } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { can, useMe } from '../session.tsx'

export function AdminOffices() {
  const { administration: words } = useWords()
  const allWords = useWords()
  const format = useFormat()
  const canWrite = can(useMe(), 'office.write')
  const [renamed, setRenamed] = useState<Office | null>(null)
  const offices = useResource('offices', (signal) =>
    client.get<List<Office>>('/offices', { limit: 200 }, signal),
  )
  return (
    <>
      <p>{words.officesLead}</p>
      <div class="columns">
        <div class="column-wide">
          <Resource of={offices} empty={<Empty title={words.officesEmpty} />}>
            {({ items }) => (
              <DataTable
                caption={words.offices}
                isCaptionHidden
                columns={columns(allWords, format, canWrite, setRenamed, offices.reload)}
                rows={items}
                rowKey={({ id }) => id}
              />
            )}
          </Resource>
        </div>
        {canWrite && (
          <div class="column-narrow">
            <NewOffice onAdded={offices.reload} />
          </div>
        )}
      </div>
      <Dialog
        isOpen={renamed !== null}
        title={renamed ? words.renameOf(renamed.name) : ''}
        onClose={() => setRenamed(null)}
      >
        {renamed && (
          <Rename
            office={renamed}
            onSaved={() => {
              setRenamed(null)
              offices.reload()
            }}
          />
        )}
      </Dialog>
    </>
  )
}

function columns(
  { administration: words, common }: Messages,
  format: Format,
  canWrite: boolean,
  onRename: (office: Office) => void,
  onGone: () => void,
): readonly Column<Office>[] {
  const shown: readonly Column<Office>[] = [
    { key: 'name', label: words.office, isHeader: true, cell: ({ name }) => name },
    {
      key: 'people',
      label: words.peopleCount,
      isNumber: true,
      cell: ({ peopleCount }) => format.number(peopleCount),
    },
    {
      key: 'sites',
      label: words.siteCount,
      isNumber: true,
      cell: ({ siteCount }) => format.number(siteCount),
    },
  ]
  if (!canWrite) return shown
  const actions: Column<Office> = {
    key: 'actions',
    label: words.actions,
    cell: (office) => (
      <div class="row-actions">
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-label={words.renameOf(office.name)}
          onClick={() => onRename(office)}
        >
          {words.rename}
        </button>
        <Confirm
          label={words.removeOffice}
          spoken={words.removeOfficeOf(office.name)}
          question={words.removeOfficeQuestion(office.name)}
          text={words.removeOfficeText}
          confirm={common.delete}
          onConfirm={async () => {
            await client.del(`/offices/${office.id}`)
            announce(words.officeRemoved)
            onGone()
          }}
        />
      </div>
    ),
  }
  return [...shown, actions]
}

function NewOffice({ onAdded }: { readonly onAdded: () => void }) {
  const { administration: words } = useWords()
  const [name, setName] = useState('')
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!(await action.run(() => client.post('/offices', { name })))) return
    announce(words.officeAdded)
    setName('')
    onAdded()
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} labels={{ name: words.officeName }} />
      <Field
        label={words.officeName}
        name="name"
        value={name}
        onValue={setName}
        error={action.problem?.fields.name}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.addOffice}
      </button>
    </form>
  )
}

function Rename({ office, onSaved }: { readonly office: Office; readonly onSaved: () => void }) {
  const { administration: words, common } = useWords()
  const [name, setName] = useState(office.name)
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!(await action.run(() => client.patch(`/offices/${office.id}`, { name })))) return
    announce(words.renamed)
    onSaved()
  }
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} labels={{ newName: words.officeName }} />
      <Field
        label={words.officeName}
        name="newName"
        value={name}
        onValue={setName}
        error={action.problem?.fields.name}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {common.save}
      </button>
    </form>
  )
}
