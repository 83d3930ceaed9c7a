import { useCallback, useState } from 'preact/hooks'
import { client, type FindingDetail, type Recheck } from '../client.ts'
import { Dialog } from '../components/dialog.tsx'
import { isWeb } from '../components/finding-explained.tsx'
import { announce } from '../components/live-region.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useRecheck } from '../hooks/use-recheck.ts'
import { useTold } from '../hooks/use-told.tsx'
import { useWords } from '../hooks/use-words.ts'
import { AssignForm } from './assign-form.tsx'
import { DecideForm } from './decide-form.tsx'
import { RecheckOutcome } from './recheck-outcome.tsx'

interface Props {
  readonly finding: FindingDetail
  readonly onChanged: () => void
}

const UP = ['open', 'assigned', 'not-verified']
const CLOSED = ['claimed-fixed', 'verified-fixed', 'page-removed']

/** What this person may do with the finding now; nothing at all for who only reads. */
export function FindingWork({ finding, onChanged }: Props) {
  const { finding: words, common } = useWords()
  const told = useTold()
  const action = useAction()
  const { can, status } = finding
  const editUrl = finding.occurrences.find((place) => place.status === 'present')?.editUrl ?? null
  if (!Object.values(can).includes(true) && !isWeb(editUrl)) return null
  const change = (path: 'claim' | 'reopen', said: string) =>
    action.run(async () => {
      await client.post(`/findings/${finding.id}/${path}`)
      told.tell(said)
      onChanged()
    })
  return (
    <section class="card-box work" aria-labelledby="work">
      <h2 id="work" class="card-title">
        {words.actions}
      </h2>
      {told.said}
      {action.problem && <ProblemNotice problem={action.problem} />}
      {can.recheck && <RecheckNow finding={finding} onChanged={onChanged} />}
      {isWeb(editUrl) && (
        <a class="btn btn-outline-primary" href={editUrl} target="_blank" rel="noreferrer">
          {words.edit} <span class="visually-hidden">{common.opensElsewhere}</span>
        </a>
      )}
      {finding.outcome === 'cantTell' && can.answer && (
        <>
          <p class="hint">{words.judgeHint}</p>
          <a class="btn btn-outline-primary" href={`/da-giudicare?siteId=${finding.siteId}`}>
            {words.judge}
          </a>
        </>
      )}
      {can.claim && UP.includes(status) && (
        <button
          type="button"
          class="btn btn-outline-primary"
          aria-disabled={action.isBusy}
          onClick={() => change('claim', words.claimed)}
        >
          {words.claim}
        </button>
      )}
      {can.claim && CLOSED.includes(status) && (
        <button
          type="button"
          class="btn btn-outline-primary"
          aria-disabled={action.isBusy}
          onClick={() => change('reopen', words.reopened)}
        >
          {words.reopen}
        </button>
      )}
      <Dialogs finding={finding} onSaved={told.tell} onChanged={onChanged} />
    </section>
  )
}

interface DialogsProps extends Props {
  readonly onSaved: (said: string) => void
}

function Dialogs({ finding, onSaved, onChanged }: DialogsProps) {
  const { finding: words, findings, decision } = useWords()
  const [asked, setAsked] = useState<'assign' | 'decide' | null>(null)
  const { can, id, status, occurrences } = finding
  const send = async (path: 'assign' | 'decide', body: unknown, said: string) => {
    await client.post(`/findings/${id}/${path}`, body)
    setAsked(null)
    onSaved(said)
    onChanged()
  }
  return (
    <>
      {can.assign && (
        <button type="button" class="btn btn-outline-primary" onClick={() => setAsked('assign')}>
          {words.assign}
        </button>
      )}
      {can.decide && status !== 'decided' && (
        <button type="button" class="btn btn-outline-primary" onClick={() => setAsked('decide')}>
          {words.decide}
        </button>
      )}
      <Dialog
        isOpen={asked !== null}
        title={asked === 'decide' ? decision.title : findings.assignDialog.title}
        onClose={() => setAsked(null)}
      >
        {asked === 'assign' && (
          <AssignForm finding={finding} onSave={(to) => send('assign', to, findings.assignDialog.done)} />
        )}
        {asked === 'decide' && (
          <DecideForm places={occurrences} onSave={(decided) => send('decide', decided, decision.done)} />
        )}
      </Dialog>
    </>
  )
}

function RecheckNow({ finding, onChanged }: Props) {
  const { finding: words } = useWords()
  const onDone = useCallback(
    (recheck: Recheck) => {
      announce(recheck.verdict ? words.recheckVerdict[recheck.verdict] : words.recheckFailed)
      onChanged()
    },
    [words, onChanged],
  )
  const [rechecking, start] = useRecheck(finding.id, onDone)
  const pages = new Map(finding.occurrences.map(({ page }) => [page.id, page.title || page.url]))
  const isRunning = rechecking.state === 'running'
  const go = () => {
    if (isRunning) return
    announce(words.rechecking)
    start()
  }
  return (
    <>
      <button type="button" class="btn btn-primary" aria-disabled={isRunning} onClick={go}>
        {words.recheck}
      </button>
      <RecheckOutcome rechecking={rechecking} pageName={(pageId) => pages.get(pageId)} />
    </>
  )
}
