import { useRef, useState } from 'preact/hooks'
import { apiUrl, client, type Imported, type ImportPreview } from '../client.ts'
import { type Column, DataTable, Exports } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Check, fieldId } from '../components/field.tsx'
import { Page } from '../components/page.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useTold } from '../hooks/use-told.tsx'
import { useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { can, useMe } from '../session.tsx'
import { NotFoundPage } from './not-found.tsx'

/** People out of a file: look at every row first, then bring them in. */
export function PeopleImportPage() {
  const { peopleImport: words, administration } = useWords()
  const me = useMe()
  if (!can(me, 'people.write')) return <NotFoundPage />
  const trail = [{ href: '/amministrazione/persone', label: administration.tab.persone }]
  return (
    <Page title={words.title} lead={words.lead} trail={trail}>
      <p>{words.columns}</p>
      <Exports links={[{ href: apiUrl('/people-import/template'), label: 'CSV' }]} of={words.template} />
      <Import />
    </Page>
  )
}

interface Looked {
  /** Base64. */
  readonly file: string
  readonly preview: ImportPreview
}

function Import() {
  const { peopleImport: words } = useWords()
  const [looked, setLooked] = useState<Looked | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const action = useAction()
  const told = useTold()
  const look = (event: Event) => {
    event.preventDefault()
    const chosen = input.current?.files?.[0]
    if (!chosen) return told.tell(words.noFile)
    if (chosen.size > MAX_BYTES) return told.tell(words.tooLarge)
    return action.run(async () => {
      const file = await base64Of(chosen)
      setLooked({ file, preview: await client.post<ImportPreview>('/people-import/preview', { file }) })
      told.tell(words.looked)
    })
  }
  const done = ({ added, invited, present }: Imported) => {
    setLooked(null)
    told.tell(words.done(added, invited, present))
  }
  return (
    <>
      <form class="card-form" noValidate onSubmit={look}>
        <ErrorSummary problem={action.problem} labels={{ file: words.file }} />
        <div class="field">
          <label for={fieldId('file')}>{words.file}</label>
          <p class="hint" id="file-hint">
            {words.fileHint}
          </p>
          <input
            ref={input}
            id={fieldId('file')}
            class="form-control"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="file-hint"
            onChange={() => setLooked(null)}
          />
        </div>
        <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
          {words.look}
        </button>
      </form>
      {told.said}
      {looked && <Preview looked={looked} onDone={done} />}
    </>
  )
}

/** Bytes; the API takes 700,000 characters of base64. */
const MAX_BYTES = 500_000

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

interface PreviewProps {
  readonly looked: Looked
  readonly onDone: (imported: Imported) => void
}

function Preview({ looked: { file, preview }, onDone }: PreviewProps) {
  const { peopleImport: words } = useWords()
  const [sendsInvitations, setSends] = useState(true)
  const action = useAction()
  const fresh = preview.rows.filter(({ state }) => state === 'new').length
  const bring = () =>
    action.run(async () => onDone(await client.post<Imported>('/people-import', { file, sendsInvitations })))
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      {preview.faults.length > 0 && (
        <DataTable
          caption={words.faults(preview.faults.length)}
          columns={faultColumns(words)}
          rows={preview.faults}
          rowKey={({ line, column, expected }) => `${line} ${column} ${expected}`}
        />
      )}
      {preview.rows.length > 0 && (
        <DataTable
          caption={words.rows(preview.rows.length)}
          columns={rowColumns(words)}
          rows={preview.rows}
          rowKey={({ line }) => `${line}`}
        />
      )}
      {fresh === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <ErrorSummary problem={action.problem} labels={{ file: words.file }} />
          <Check
            label={words.sends}
            name="sends"
            hint={words.sendsHint}
            isChecked={sendsInvitations}
            onChecked={setSends}
          />
          <button type="button" class="btn btn-primary" aria-disabled={action.isBusy} onClick={bring}>
            {words.bring(fresh)}
          </button>
        </>
      )}
    </section>
  )
}

type Words = Messages['peopleImport']

const faultColumns = (words: Words): readonly Column<ImportPreview['faults'][number]>[] => [
  { key: 'line', label: words.line, isHeader: true, cell: ({ line }) => line || words.wholeFile },
  { key: 'column', label: words.column, cell: ({ column }) => column || '–' },
  { key: 'expected', label: words.expected, cell: ({ expected }) => expected },
]

const rowColumns = (words: Words): readonly Column<ImportPreview['rows'][number]>[] => [
  { key: 'name', label: words.name, isHeader: true, cell: ({ name }) => name || '–' },
  { key: 'email', label: words.email, cell: ({ email }) => <span class="address">{email || '–'}</span> },
  { key: 'role', label: words.role, cell: ({ role }) => role || words.employee },
  { key: 'office', label: words.office, cell: ({ office }) => office || '–' },
  { key: 'state', label: words.state, cell: ({ state, line }) => words.states[state](line) },
]
