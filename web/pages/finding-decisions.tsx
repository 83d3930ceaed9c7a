import { client, type Decision, type FindingDetail } from '../client.ts'
import { Badge } from '../components/badge.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useTold } from '../hooks/use-told.tsx'
import { useFormat, useWords } from '../hooks/use-words.ts'

interface Props {
  readonly finding: FindingDetail
  readonly onChanged: () => void
}

/** What was decided, why and by whom, newest first; what is in force can be undone. */
export function Decisions({ finding, onChanged }: Props) {
  const { decision: words } = useWords()
  const told = useTold()
  const action = useAction()
  if (finding.decisions.length === 0) return null
  const undo = (id: string) =>
    action.run(async () => {
      await client.del(`/decisions/${id}`)
      told.tell(words.undone)
      onChanged()
    })
  return (
    <section class="section" aria-labelledby="decisions">
      <h2 id="decisions">{words.list}</h2>
      {told.said}
      {action.problem && <ProblemNotice problem={action.problem} />}
      <ul class="decisions">
        {finding.decisions.map((decision) => (
          <li key={decision.id}>
            <Decided decision={decision} />
            {!decision.ended && finding.can.decide && (
              <button
                type="button"
                class="btn btn-outline-primary btn-sm"
                aria-disabled={action.isBusy}
                onClick={() => undo(decision.id)}
              >
                {words.undo}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decided({ decision }: { readonly decision: Decision }) {
  const { decision: words } = useWords()
  const format = useFormat()
  const { verdict, reason, note, by, createdAt, expiresOn, ended, scope } = decision
  const reasons: Readonly<Record<string, string>> = words.reasons[verdict]
  const day = format.date(createdAt)
  return (
    <>
      <p>
        <strong>{words.verdict[verdict]}</strong>{' '}
        {ended ? (
          <Badge tone="neutral" icon="cross" label={words.ended[ended]} />
        ) : (
          <Badge tone="success" icon="check" label={words.holds} />
        )}
      </p>
      <p>
        {reasons[reason] ?? reason}. {words.scope[scope]}. {expiresOn && words.until(format.date(expiresOn))}
      </p>
      {note && <p class="note">{note}</p>}
      <p class="aside-line">{by ? words.by(by, day) : words.byNobody(day)}</p>
    </>
  )
}
