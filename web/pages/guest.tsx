import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { type ClientProblem, client } from '../client.ts'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Waiting } from '../components/resource.tsx'
import { asProblem } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { useSession } from '../session.tsx'

/** A supplier's link: comes in and goes on to its findings. The link leaves the history: Back does not use it again. */
export function GuestPage({ params }: PageProps) {
  const { guest: words } = useWords()
  const { refresh } = useSession()
  const { route } = useLocation()
  const [problem, setProblem] = useState<ClientProblem | null>(null)
  const token = params.token ?? ''
  useEffect(() => {
    const enter = async () => {
      try {
        await client.post('/guest/use', { token })
        await refresh()
        route('/segnalazioni', true)
      } catch (cause) {
        setProblem(asProblem(cause))
      }
    }
    enter()
  }, [token, refresh, route])
  return (
    <Page title={problem ? words.refused : words.title}>
      {problem ? (
        <div role="alert">
          <Notice kind="danger">
            <p>{problem.code === 'bad-input' ? words.missing : problem.detail}</p>
          </Notice>
        </div>
      ) : (
        <>
          <Waiting />
          <p>{words.opening}</p>
        </>
      )}
    </Page>
  )
}
