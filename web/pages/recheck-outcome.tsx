import type { Recheck } from '../client.ts'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import type { Rechecking } from '../hooks/use-recheck.ts'
import { useWords } from '../hooks/use-words.ts'

interface Props {
  readonly rechecking: Rechecking
  readonly pageName: (pageId: string) => string | undefined
}

const KINDS = { fixed: 'success', 'still-there': 'danger', 'not-verified': 'warning' } as const

/** How a proof visit goes and what it found, in one clear sentence. The page announces it too. */
export function RecheckOutcome({ rechecking, pageName }: Props) {
  const { finding: words } = useWords()
  switch (rechecking.state) {
    case 'idle':
      return null
    case 'running':
      return (
        <p class="waiting" aria-busy="true">
          <span class="waiting-dots" aria-hidden="true" />
          {words.rechecking}
        </p>
      )
    case 'waits':
      return (
        <Notice kind="info">
          <p>{words.recheckWaits}</p>
        </Notice>
      )
    case 'refused':
      return <ProblemNotice problem={rechecking.problem} />
    case 'done':
      return <Verdict recheck={rechecking.recheck} page={pageName(rechecking.recheck.pageId)} />
  }
}

function Verdict({ recheck, page }: { readonly recheck: Recheck; readonly page: string | undefined }) {
  const { finding: words } = useWords()
  const { verdict, problem, pictureUrl } = recheck
  if (!verdict) {
    return (
      <Notice kind="warning" title={words.recheckFailed}>
        {problem && <p>{problem}</p>}
      </Notice>
    )
  }
  return (
    <Notice kind={KINDS[verdict]} title={words.recheckVerdict[verdict]}>
      {page && <p>{words.recheckOf(page)}</p>}
      {problem && <p>{problem}</p>}
      {verdict === 'still-there' && (
        <>
          <p>{words.recheckStillHint}</p>
          {pictureUrl && <img class="place-picture" src={pictureUrl} alt={words.nowPicture} />}
        </>
      )}
    </Notice>
  )
}
