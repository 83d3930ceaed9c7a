import { useState } from 'preact/hooks'
import { apiUrl, client, type Invitation, type List, listAll, type Office, type Person } from '../client.ts'
import { Badge } from '../components/badge.tsx'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field, Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { type Resource as Loading, useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { can, useMe } from '../session.tsx'
import { HandOver } from './admin-hand-over.tsx'
import { EditRoles } from './admin-roles.tsx'
import type { AdminTabProps } from './administration.tsx'

export function AdminPeople({ query }: AdminTabProps) {
  const words = useWords()
  const format = useFormat()
  const me = useMe()
  const [edited, setEdited] = useState<Person | null>(null)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const { cursor } = query
  const people = useResource(`${cursor}`, (signal) => client.get<List<Person>>('/people', { cursor }, signal))
  const offices = useResource('offices', (signal) => listAll<Office>('/offices', signal))
  const known = offices.state === 'ready' ? offices.value : []
  const canWrite = can(me, 'people.write')
  return (
    <>
      <Resource of={people} empty={<Empty title={words.administration.peopleEmpty} />}>
        {({ items, next, total }) => (
          <>
            <DataTable
              caption={words.administration.people}
              columns={columns({
                words,
                format,
                ownId: me.person?.id,
                canWrite,
                onEdit: setEdited,
                onHandOver: can(me, 'finding.assign') ? setLeaving : undefined,
                onGone: people.reload,
              })}
              rows={items}
              rowKey={({ id }) => id}
              exports={['csv', 'xlsx'].map((kind) => ({
                href: apiUrl('/people', { format: kind }),
                label: kind.toUpperCase(),
              }))}
            />
            <Pager
              shown={items.length}
              total={total}
              nextHref={next && `/amministrazione/persone?cursor=${encodeURIComponent(next)}`}
              firstHref={cursor ? '/amministrazione/persone' : null}
            />
          </>
        )}
      </Resource>
      <EditRoles
        person={edited}
        offices={known}
        onClose={() => setEdited(null)}
        onSaved={() => {
          setEdited(null)
          people.reload()
        }}
      />
      <HandOver person={leaving} offices={known} onClose={() => setLeaving(null)} />
      {canWrite && (
        <p>
          <a href="/amministrazione/persone/importa">{words.peopleImport.title}</a>
        </p>
      )}
      {canWrite && <Invitations offices={known} />}
    </>
  )
}

interface ColumnsInput {
  readonly words: Messages
  readonly format: Format
  readonly ownId: string | undefined
  readonly canWrite: boolean
  readonly onEdit: (person: Person) => void
  /** Absent for who may not assign. */
  readonly onHandOver: ((person: Person) => void) | undefined
  readonly onGone: () => void
}

function columns({
  words: { administration: words, labels, common },
  format,
  ownId,
  canWrite,
  onEdit,
  onHandOver,
  onGone,
}: ColumnsInput): readonly Column<Person>[] {
  const shown: readonly Column<Person>[] = [
    {
      key: 'name',
      label: words.person,
      isHeader: true,
      cell: ({ name, email }) => (
        <>
          {name}
          <p class="aside-line address">{email}</p>
        </>
      ),
    },
    {
      key: 'roles',
      label: words.rolesAndOffices,
      cell: ({ roles }) => (
        <ul class="plain">
          {roles.map(({ role, office }) => (
            <li key={`${role}${office?.id}`}>
              {labels.role[role]}
              {office && `, ${office.name}`}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'seen',
      label: words.lastSeen,
      cell: ({ lastSeenAt }) => (lastSeenAt ? format.date(lastSeenAt) : common.never),
    },
  ]
  if (!canWrite) return shown
  const actions: Column<Person> = {
    key: 'actions',
    label: words.actions,
    cell: (person) => (
      <div class="row-actions">
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-label={words.editRolesOf(person.name)}
          onClick={() => onEdit(person)}
        >
          {words.editRoles}
        </button>
        {onHandOver && (
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            aria-label={words.handOverOf(person.name)}
            onClick={() => onHandOver(person)}
          >
            {words.handOver}
          </button>
        )}
        {person.id !== ownId && (
          <Confirm
            label={words.removePerson}
            spoken={words.removePersonOf(person.name)}
            question={words.removePersonQuestion(person.name)}
            text={words.removePersonText}
            confirm={words.removePerson}
            onConfirm={async () => {
              await client.del(`/people/${person.id}`)
              announce(words.personRemoved)
              onGone()
            }}
          />
        )}
      </div>
    ),
  }
  return [...shown, actions]
}

function Invitations({ offices }: { readonly offices: readonly Office[] }) {
  const words = useWords()
  const invitations = useResource('invitations', (signal) =>
    client.get<List<Invitation>>('/invitations', {}, signal),
  )
  return (
    <div class="columns section">
      <section class="column-wide" aria-labelledby="invitations">
        <h2 id="invitations">{words.administration.invitations}</h2>
        <InvitationList of={invitations} />
      </section>
      <section class="column-narrow" aria-labelledby="invite">
        <Invite offices={offices} onSent={invitations.reload} />
      </section>
    </div>
  )
}

function InvitationList({ of: invitations }: { readonly of: Loading<List<Invitation>> }) {
  const words = useWords()
  const format = useFormat()
  const action = useAction()
  const withdraw = async ({ id }: Invitation) => {
    if (!(await action.run(() => client.del(`/invitations/${id}`)))) return
    announce(words.administration.withdrawn)
    invitations.reload()
  }
  return (
    <>
      {action.problem && <ProblemNotice problem={action.problem} />}
      <Resource of={invitations} empty={<p>{words.administration.invitationsEmpty}</p>}>
        {({ items }) => (
          <DataTable
            caption={words.administration.invitations}
            isCaptionHidden
            columns={invitationColumns(words, format, withdraw)}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Resource>
    </>
  )
}

const invitationColumns = (
  { administration: words, labels }: Messages,
  format: Format,
  onWithdraw: (invitation: Invitation) => void,
): readonly Column<Invitation>[] => [
  { key: 'email', label: words.inviteEmail, isHeader: true, cell: ({ email }) => email },
  {
    key: 'role',
    label: words.role,
    cell: ({ role, office }) => `${labels.role[role]}${office ? `, ${office.name}` : ''}`,
  },
  {
    key: 'state',
    label: words.invitationState,
    cell: ({ acceptedAt }) =>
      acceptedAt ? (
        <Badge tone="success" icon="check" label={words.accepted} />
      ) : (
        <Badge tone="neutral" icon="clock" label={words.waiting} />
      ),
  },
  { key: 'expires', label: words.expires, cell: ({ expiresAt }) => format.date(expiresAt) },
  {
    key: 'actions',
    label: words.actions,
    cell: (invitation) =>
      invitation.acceptedAt ? (
        '–'
      ) : (
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-label={words.withdrawOf(invitation.email)}
          onClick={() => onWithdraw(invitation)}
        >
          {words.withdraw}
        </button>
      ),
  },
]

interface InviteProps {
  readonly offices: readonly Office[]
  readonly onSent: () => void
}

function Invite({ offices, onSent }: InviteProps) {
  const { administration: words, labels } = useWords()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState('editor')
  const [officeId, setOfficeId] = useState('')
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const body = { email: email.trim(), role, officeId: officeId || null }
    if (!(await action.run(() => client.post('/invitations', body)))) return
    announce(words.invitationSent(email.trim()))
    setEmail('')
    onSent()
  }
  const errors = action.problem?.fields ?? {}
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <h2 id="invite">{words.invite}</h2>
      <ErrorSummary problem={action.problem} labels={{ email: words.inviteEmail, role: words.role }} />
      <Field
        label={words.inviteEmail}
        name="email"
        type="email"
        value={email}
        onValue={setEmail}
        error={errors.email}
      />
      <Select
        label={words.role}
        name="role"
        value={role}
        onValue={setRole}
        error={errors.role}
        options={Object.entries(labels.role).map(([value, label]) => ({ value, label }))}
      />
      <Select
        label={words.office}
        name="officeId"
        isRequired={false}
        value={officeId}
        onValue={setOfficeId}
        error={errors.officeId}
        options={[
          { value: '', label: words.allOffices },
          ...offices.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.sendInvitation}
      </button>
    </form>
  )
}
