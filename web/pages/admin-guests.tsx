import { useState } from 'preact/hooks'
import { client, type GuestLink, type List, type MadeGuestLink } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { SecretOnce } from '../components/secret-once.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'

export function AdminGuests() {
  const words = useWords()
  const format = useFormat()
  const [made, setMade] = useState<MadeGuestLink | null>(null)
  const links = useResource('guests', (signal) => client.get<List<GuestLink>>('/guest-links', {}, signal))
  return (
    <>
      <p>{words.administration.guestsLead}</p>
      {made && (
        <SecretOnce
          title={words.administration.newGuest}
          text={words.administration.newGuestText}
          label={made.supplier}
          secret={made.url}
        />
      )}
      <div class="columns">
        <div class="column-wide">
          <Resource of={links} empty={<Empty title={words.administration.guestsEmpty} />}>
            {({ items }) => (
              <DataTable
                caption={words.administration.guests}
                isCaptionHidden
                columns={columns(words, format, links.reload)}
                rows={items}
                rowKey={({ id }) => id}
              />
            )}
          </Resource>
        </div>
        <div class="column-narrow">
          <NewGuest
            onMade={(link) => {
              setMade(link)
              links.reload()
            }}
          />
        </div>
      </div>
    </>
  )
}

const columns = (
  { administration: words }: Messages,
  format: Format,
  onGone: () => void,
): readonly Column<GuestLink>[] => [
  { key: 'supplier', label: words.supplier, isHeader: true, cell: ({ supplier }) => supplier },
  { key: 'expires', label: words.expires, cell: ({ expiresAt }) => format.date(expiresAt) },
  {
    key: 'by',
    label: words.createdBy,
    cell: ({ createdBy, createdAt }) => `${createdBy ?? '–'}, ${format.date(createdAt)}`,
  },
  {
    key: 'actions',
    label: words.actions,
    cell: ({ id, supplier }) => (
      <Confirm
        label={words.revoke}
        spoken={words.revokeOf(supplier)}
        question={`${words.revokeOf(supplier)}?`}
        text={words.guestsLead}
        confirm={words.revoke}
        onConfirm={async () => {
          await client.del(`/guest-links/${id}`)
          announce(words.guestRevoked)
          onGone()
        }}
      />
    ),
  },
]

function NewGuest({ onMade }: { readonly onMade: (link: MadeGuestLink) => void }) {
  const { administration: words } = useWords()
  const [supplier, setSupplier] = useState('')
  const [days, setDays] = useState('30')
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      onMade(await client.post<MadeGuestLink>('/guest-links', { supplier, days: Number(days) }))
      setSupplier('')
    })
  }
  const errors = action.problem?.fields ?? {}
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} labels={{ supplier: words.supplier, days: words.days }} />
      <Field
        label={words.supplier}
        name="supplier"
        hint={words.supplierHint}
        value={supplier}
        onValue={setSupplier}
        error={errors.supplier}
      />
      <Field
        label={words.days}
        name="days"
        type="number"
        min={1}
        max={365}
        hint={words.guestDaysHint}
        value={days}
        onValue={setDays}
        error={errors.days}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.makeGuest}
      </button>
    </form>
  )
}
