import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Badge } from '../../web/components/badge.tsx'
import { Confirm } from '../../web/components/confirm.tsx'
import { DataTable } from '../../web/components/data-table.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import { Check, Field, Select } from '../../web/components/field.tsx'
import { Figures } from '../../web/components/figures.tsx'
import { HistoryChart } from '../../web/components/history-chart.tsx'
import { announce, LiveRegion } from '../../web/components/live-region.tsx'
import { Notice, ProblemNotice } from '../../web/components/notice.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { Empty, Resource } from '../../web/components/resource.tsx'
import { SecretOnce } from '../../web/components/secret-once.tsx'
import { Tabs } from '../../web/components/tabs.tsx'
import { Trend } from '../../web/components/trend.tsx'
import { history } from './example-site-data.ts'

const nothing = () => undefined
const reload = nothing
const columns = [
  { key: 'name', label: 'Nome', isHeader: true, cell: (row: Row) => row.name },
  { key: 'count', label: 'Quante', isNumber: true, cell: (row: Row) => row.count },
]
interface Row {
  readonly name: string
  readonly count: number
}
const rows: readonly Row[] = [
  { name: 'Uffici', count: 3 },
  { name: 'Servizi', count: 12 },
]

/** Components in the states that matter, by name; all of them pass axe together and alone. */
export const examples: Readonly<Record<string, () => VNode>> = {
  badge: () => <Badge tone="danger" icon="cross" label="Non superato" />,
  confirm: () => <Confirming />,
  'data-table': () => (
    <DataTable
      caption="Un elenco"
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      exports={[{ href: '/api/x?format=csv', label: 'CSV' }]}
    />
  ),
  'data-table-narrow': () => (
    <DataTable caption="Due colonne" columns={columns} rows={rows} rowKey={({ name }) => name} isNarrow />
  ),
  'error-summary': () => (
    <ErrorSummary
      problem={{ detail: 'Manca qualcosa.', fields: { wrong: 'Scrivi un indirizzo.' } }}
      labels={{ wrong: 'Indirizzo' }}
    />
  ),
  field: () => <Field label="Nome" name="name" hint="Come sul badge" value="" onValue={nothing} />,
  'field-wrong': () => (
    <Field
      label="Indirizzo"
      name="wrong"
      hint="Per esempio www.comune.esempio.it"
      error="Scrivi un indirizzo."
      value="x"
      onValue={nothing}
    />
  ),
  'field-optional': () => (
    <Field label="Nota" name="note" rows={3} isRequired={false} value="" onValue={nothing} />
  ),
  check: () => <Check label="Attivo" name="active" hint="Si può cambiare" isChecked onChecked={nothing} />,
  select: () => (
    <Select
      label="Ruolo"
      name="role"
      value="a"
      onValue={nothing}
      options={[
        { value: 'a', label: 'Redazione' },
        { value: 'b', label: 'Fornitore' },
      ]}
    />
  ),
  figures: () => <Figures items={[{ label: 'da correggere', value: '57', href: '/segnalazioni' }]} />,
  'history-chart': () => <HistoryChart points={history} />,
  'live-region': () => (
    <>
      <LiveRegion />
      <button type="button" class="btn btn-primary" onClick={() => announce('Salvato.')}>
        Di’ qualcosa
      </button>
    </>
  ),
  notice: () => (
    <Notice kind="info" title="Da sapere">
      <p>Qualcosa di utile.</p>
    </Notice>
  ),
  problem: () => <ProblemNotice problem={{ detail: 'Il server non risponde. Riprova.' }} onRetry={nothing} />,
  pager: () => <Pager shown={50} total={340} nextHref="/siti?cursor=x" firstHref={null} />,
  'resource-loading': () => <Resource of={{ state: 'loading', reload }}>{() => <p>Pronto</p>}</Resource>,
  'resource-empty': () => (
    <Resource of={{ state: 'empty', value: [], reload }} empty={<Empty title="Ancora niente" />}>
      {() => <p>Pronto</p>}
    </Resource>
  ),
  'resource-ready': () => (
    <Resource of={{ state: 'ready', value: 'Pronto', reload }}>{(value) => <p>{value}</p>}</Resource>
  ),
  'secret-once': () => (
    <SecretOnce title="Copia ora" text="Non lo rivedrai più." label="Codice" secret="rampa_esempio" />
  ),
  tabs: () => (
    <Tabs
      label="Parti"
      tabs={[
        { href: '/a', label: 'Prima', isCurrent: true },
        { href: '/b', label: 'Seconda', isCurrent: false },
      ]}
    />
  ),
  trend: () => <Trend values={[9, 4, 1]} label="Da 9 a 1 problemi in 3 controlli" />,
}

function Confirming() {
  const [isDone, setDone] = useState(false)
  return (
    <>
      <Confirm
        label="Elimina"
        spoken="Elimina la prova"
        question="Eliminare la prova?"
        text="Non si può annullare."
        confirm="Sì, elimina"
        onConfirm={async () => setDone(true)}
      />
      {isDone && <p id="is-done">Eliminata</p>}
    </>
  )
}
