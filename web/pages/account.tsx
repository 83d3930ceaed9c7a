import { useState } from 'preact/hooks'
import { apiUrl, client, type List, type Me, type Session } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Check, Field, Select } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { announce } from '../components/live-region.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useLanguage, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { useMe, useSession } from '../session.tsx'
import { NotFoundPage } from './not-found.tsx'

type Person = NonNullable<Me['person']>

export function AccountPage() {
  const words = useWords()
  const me = useMe()
  if (!me.person) return <NotFoundPage />
  return (
    <Page title={words.account.title} lead={words.account.lead}>
      <div class="narrow stack">
        <Profile person={me.person} />
        <Belonging me={me} />
        {me.organisations.length > 1 && <ChangeOrganisation me={me} />}
        <Password hasPassword={me.person.hasPassword} />
      </div>
      <Sessions />
      <Privacy />
    </Page>
  )
}

function Profile({ person }: { readonly person: Person }) {
  const words = useWords()
  const { refresh } = useSession()
  const { setLang } = useLanguage()
  const [name, setName] = useState(person.name)
  const [lang, setChosen] = useState<'it' | 'en'>(person.lang)
  const [mailNotices, setMailNotices] = useState(person.mailNotices)
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const isDone = await action.run(async () => {
      await client.patch('/me', { name, lang, mailNotices })
      await setLang(lang)
      await refresh()
    })
    if (isDone) announce(words.account.saved)
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <h2>{words.account.yourData}</h2>
      <ErrorSummary problem={action.problem} labels={{ name: words.account.name }} />
      <Field
        label={words.account.name}
        name="name"
        autoComplete="name"
        value={name}
        onValue={setName}
        error={action.problem?.fields.name}
      />
      <Select
        label={words.account.language}
        name="lang"
        value={lang}
        onValue={(value) => setChosen(value === 'en' ? 'en' : 'it')}
        options={(['it', 'en'] as const).map((value) => ({ value, label: words.account.languages[value] }))}
      />
      <Check
        label={words.account.mailNotices}
        name="mailNotices"
        isChecked={mailNotices}
        onChecked={setMailNotices}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.common.save}
      </button>
    </form>
  )
}

function Belonging({ me }: { readonly me: Me }) {
  const words = useWords()
  return (
    <dl class="facts">
      <dt>{words.account.email}</dt>
      <dd>
        {me.person?.email}
        <p class="aside-line">{words.account.emailHint}</p>
      </dd>
      <dt>{words.account.organisation}</dt>
      <dd>{me.organisation.name}</dd>
      <dt>{words.account.roles}</dt>
      <dd>{me.roles.map((role) => words.labels.role[role]).join(', ')}</dd>
      <dt>{words.account.offices}</dt>
      <dd>{me.offices.map(({ name }) => name).join(', ') || words.common.none}</dd>
    </dl>
  )
}

function ChangeOrganisation({ me }: { readonly me: Me }) {
  const words = useWords()
  const { refresh } = useSession()
  const [organisationId, setOrganisationId] = useState(me.organisation.id)
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      await client.put('/me/organisation', { organisationId })
      await refresh()
    })
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} />
      <Select
        label={words.account.organisation}
        name="organisationId"
        hint={words.account.organisationHint}
        value={organisationId}
        onValue={setOrganisationId}
        options={me.organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <button type="submit" class="btn btn-outline-primary" aria-disabled={action.isBusy}>
        {words.account.changeOrganisation}
      </button>
    </form>
  )
}

function Password({ hasPassword }: { readonly hasPassword: boolean }) {
  const words = useWords()
  const { refresh } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const isDone = await action.run(async () => {
      await client.put('/me/password', { ...(hasPassword ? { current } : {}), next })
      await refresh()
    })
    if (!isDone) return
    setCurrent('')
    setNext('')
    announce(words.account.passwordSaved)
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <h2>{words.account.password}</h2>
      <p>{hasPassword ? words.account.hasPassword : words.account.noPassword}</p>
      <ErrorSummary
        problem={action.problem}
        labels={{ current: words.account.current, next: words.account.next }}
      />
      {hasPassword && (
        <Field
          label={words.account.current}
          name="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onValue={setCurrent}
          error={action.problem?.fields.current}
        />
      )}
      <Field
        label={words.account.next}
        name="next"
        type="password"
        autoComplete="new-password"
        hint={words.account.nextHint}
        value={next}
        onValue={setNext}
        error={action.problem?.fields.next}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.account.savePassword}
      </button>
    </form>
  )
}

function Sessions() {
  const words = useWords()
  const format = useFormat()
  const sessions = useResource('sessions', (signal) => client.get<List<Session>>('/sessions', {}, signal))
  const action = useAction()
  const end = async (session: Session) => {
    if (!(await action.run(() => client.del(`/sessions/${session.id}`)))) return
    announce(words.account.sessionEnded)
    sessions.reload()
  }
  const endOthers = async () => {
    if (!(await action.run(() => client.del('/sessions')))) return
    announce(words.account.othersEnded)
    sessions.reload()
  }
  return (
    <section class="section" aria-labelledby="sessions">
      <h2 id="sessions">{words.account.sessions}</h2>
      <p>{words.account.sessionsLead}</p>
      {action.problem && <ProblemNotice problem={action.problem} />}
      <Resource of={sessions}>
        {({ items }) => (
          <DataTable
            caption={words.account.sessions}
            isCaptionHidden
            columns={sessionColumns(words, format, end)}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Resource>
      <button type="button" class="btn btn-outline-primary" aria-disabled={action.isBusy} onClick={endOthers}>
        {words.account.endOthers}
      </button>
    </section>
  )
}

const sessionColumns = (
  words: Messages,
  format: Format,
  onEnd: (session: Session) => void,
): readonly Column<Session>[] => [
  {
    key: 'device',
    label: words.account.device,
    isHeader: true,
    cell: ({ device, isCurrent }) => (isCurrent ? `${device} (${words.account.thisDevice})` : device),
  },
  { key: 'used', label: words.account.lastUsed, cell: ({ lastUsedAt }) => format.dateTime(lastUsedAt) },
  { key: 'since', label: words.account.since, cell: ({ createdAt }) => format.date(createdAt) },
  {
    key: 'actions',
    label: words.account.actions,
    cell: (session) =>
      session.isCurrent ? (
        '–'
      ) : (
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-label={words.account.endSessionOf(session.device)}
          onClick={() => onEnd(session)}
        >
          {words.account.endSession}
        </button>
      ),
  },
]

function Privacy() {
  const words = useWords()
  const { refresh } = useSession()
  return (
    <section class="section" aria-labelledby="privacy">
      <h2 id="privacy">{words.account.privacy}</h2>
      <p>{words.account.exportText}</p>
      <p>
        <a class="btn btn-outline-primary" href={apiUrl('/me/data')} download="rampa.json">
          <Icon name="download" />
          {words.account.export}
        </a>
      </p>
      <p>{words.account.deleteText}</p>
      <Confirm
        label={words.account.delete}
        question={words.account.deleteQuestion}
        text={words.account.deleteText}
        confirm={words.account.deleteConfirm}
        onConfirm={async () => {
          await client.del('/me')
          announce(words.account.deleted)
          await refresh()
        }}
      />
    </section>
  )
}
