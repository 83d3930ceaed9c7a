import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { apiUrl, ClientProblem, client, type SignInOptions } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { useSession } from '../session.tsx'

/** Only an address of this app: a link must not send people elsewhere after they signed in. */
export const safeReturn = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/')

export function SignInPage({ query }: PageProps) {
  const words = useWords()
  const { me } = useSession()
  const { route } = useLocation()
  const [way, setWay] = useState<'link' | 'password'>('link')
  const { errore } = query
  const options = useResource(`sign-in ${errore}`, (signal) =>
    client.get<SignInOptions>('/sign-in/options', { errore }, signal),
  )
  const to = safeReturn(query.poi)
  useEffect(() => {
    if (me) route(to, true)
  }, [me, to, route])
  const known = options.state === 'ready' ? options.value : null
  return (
    <Page title={words.entry.title} lead={way === 'link' ? words.entry.lead : undefined}>
      <div class="narrow">
        {known?.problem && <ProblemNotice problem={{ detail: known.problem }} />}
        <Arrival query={query} />
        {way === 'link' ? <LinkForm sendsMail={known?.sendsMail ?? true} /> : <PasswordForm />}
        <section class="other-ways" aria-labelledby="other-ways">
          <h2 id="other-ways">{words.entry.or}</h2>
          <div class="form-actions">
            <button
              type="button"
              class="btn btn-outline-primary"
              onClick={() => setWay(way === 'link' ? 'password' : 'link')}
            >
              {way === 'link' ? words.entry.withPassword : words.entry.withLink}
            </button>
            {known?.oidc && (
              <a class="btn btn-outline-primary" href={apiUrl('/sign-in/oidc', { returnTo: to })}>
                {known.oidc.label}
              </a>
            )}
          </div>
          <p class="aside">{words.entry.noAccount}</p>
        </section>
      </div>
    </Page>
  )
}

/** Why somebody is here, when they did not come by themselves. */
function Arrival({ query }: Pick<PageProps, 'query'>) {
  const { entry: words } = useWords()
  const text = query.invito ? words.acceptedNowSignIn : query.poi ? words.signInFirst : null
  return (
    text && (
      <Notice kind="info">
        <p>{text}</p>
      </Notice>
    )
  )
}

/** Wrong before it is sent: told like a refusal of the server. */
const refuse = (fields: Readonly<Record<string, string>>): never => {
  throw new ClientProblem(422, 'bad-input', Object.values(fields)[0] ?? '', fields)
}

function LinkForm({ sendsMail }: { readonly sendsMail: boolean }) {
  const words = useWords()
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const isSent = await action.run(async () => {
      if (!/.@./.test(email)) refuse({ email: words.entry.emailMissing })
      await client.post('/sign-in/link', { email: email.trim() })
    })
    if (!isSent) return
    setSentTo(email.trim())
    announce(`${words.entry.linkSentTitle}. ${words.entry.linkSent(email.trim())}`)
  }
  if (sentTo) {
    return (
      <Notice kind="success" title={words.entry.linkSentTitle}>
        <p>{sendsMail ? words.entry.linkSent(sentTo) : words.entry.linkKept}</p>
        <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => setSentTo(null)}>
          {words.entry.otherAddress}
        </button>
      </Notice>
    )
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} labels={{ email: words.entry.email }} />
      <Field
        label={words.entry.email}
        name="email"
        type="email"
        autoComplete="email"
        hint={words.entry.emailHint}
        value={email}
        onValue={setEmail}
        error={action.problem?.fields.email}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.entry.sendLink}
      </button>
    </form>
  )
}

function PasswordForm() {
  const words = useWords()
  const { refresh } = useSession()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      const fields = {
        ...(/.@./.test(email) ? {} : { email: words.entry.emailMissing }),
        ...(password ? {} : { password: words.entry.passwordMissing }),
      }
      if (Object.keys(fields).length > 0) refuse(fields)
      await client.post('/sign-in/password', { email: email.trim(), password })
      await refresh()
    })
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary
        problem={action.problem}
        labels={{ email: words.entry.email, password: words.entry.password }}
      />
      <Field
        label={words.entry.email}
        name="email"
        type="email"
        autoComplete="username"
        value={email}
        onValue={setEmail}
        error={action.problem?.fields.email}
      />
      <Field
        label={words.entry.password}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={action.problem?.fields.password}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.entry.signIn}
      </button>
    </form>
  )
}
