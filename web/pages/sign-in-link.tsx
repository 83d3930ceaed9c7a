import { useLocation } from 'preact-iso'
import { client } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Page } from '../components/page.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { useSession } from '../session.tsx'
import { safeReturn } from './sign-in.tsx'

/** Where the link of a mail lands. Opening it spends nothing (mail scanners open links too): the button does. */
export function SignInLinkPage({ params, query }: PageProps) {
  const words = useWords()
  const action = useAction()
  const { refresh } = useSession()
  const { route } = useLocation()
  const enter = () =>
    action.run(async () => {
      await client.post('/sign-in/link/use', { token: params.token })
      await refresh()
      route(safeReturn(query.poi), true)
    })
  return (
    <Page title={words.entry.linkTitle} lead={words.entry.linkLead}>
      <div class="narrow">
        <ErrorSummary problem={action.problem} />
        <p class="form-actions">
          <button type="button" class="btn btn-primary" aria-disabled={action.isBusy} onClick={enter}>
            {words.entry.signIn}
          </button>
          {action.problem && (
            <a class="btn btn-outline-primary" href="/entra">
              {words.entry.linkAgain}
            </a>
          )}
        </p>
      </div>
    </Page>
  )
}
