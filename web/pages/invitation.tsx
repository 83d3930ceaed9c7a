import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { type Accepted, ClientProblem, client, type OpenInvitation } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { useSession } from '../session.tsx'

export function InvitationPage({ params }: PageProps) {
  const words = useWords()
  const token = encodeURIComponent(params.token ?? '')
  const invitation = useResource(token, (signal) =>
    client.get<OpenInvitation>(`/open-invitations/${token}`, {}, signal),
  )
  return (
    <Page title={words.entry.invitationTitle}>
      <div class="narrow">
        <Resource of={invitation}>{(value) => <Accept token={token} invitation={value} />}</Resource>
      </div>
    </Page>
  )
}

interface Props {
  readonly token: string
  readonly invitation: OpenInvitation
}

/** Who is already known only accepts; who is new says their name, and a password if they want one. */
function Accept({ token, invitation }: Props) {
  const words = useWords()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const action = useAction()
  const { refresh } = useSession()
  const { route } = useLocation()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      if (!invitation.isKnown) checkNewcomer(name, password, words.entry)
      const { isSignedIn } = await client.post<Accepted>(
        `/open-invitations/${token}/accept`,
        invitation.isKnown ? {} : { name: name.trim(), ...(password ? { password } : {}) },
      )
      if (!isSignedIn) announce(words.entry.acceptedNowSignIn)
      await refresh()
      route(isSignedIn ? '/' : '/entra?invito=accettato', true)
    })
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <p>{words.entry.invitedTo(invitation.organisation)}</p>
      <dl class="facts">
        <dt>{words.entry.invitedEmail}</dt>
        <dd>{invitation.email}</dd>
        <dt>{words.entry.invitedAs}</dt>
        <dd>{words.labels.role[invitation.role]}</dd>
        {invitation.office && (
          <>
            <dt>{words.entry.invitedOffice}</dt>
            <dd>{invitation.office}</dd>
          </>
        )}
      </dl>
      <ErrorSummary
        problem={action.problem}
        labels={{ name: words.entry.name, password: words.entry.newPassword }}
      />
      {!invitation.isKnown && (
        <>
          <Field
            label={words.entry.name}
            name="name"
            autoComplete="name"
            value={name}
            onValue={setName}
            error={action.problem?.fields.name}
          />
          <Field
            label={words.entry.newPassword}
            name="password"
            type="password"
            autoComplete="new-password"
            isRequired={false}
            hint={words.entry.newPasswordHint}
            value={password}
            onValue={setPassword}
            error={action.problem?.fields.password}
          />
        </>
      )}
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.entry.accept}
      </button>
    </form>
  )
}

/** @throws ClientProblem with a sentence per wrong field */
function checkNewcomer(name: string, password: string, words: ReturnType<typeof useWords>['entry']) {
  const fields = {
    ...(name.trim() ? {} : { name: words.nameMissing }),
    ...(password && password.length < 12 ? { password: words.passwordShort } : {}),
  }
  const first = Object.values(fields)[0]
  if (first) throw new ClientProblem(422, 'bad-input', first, fields)
}
