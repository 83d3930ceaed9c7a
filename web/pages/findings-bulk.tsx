import { useEffect, useRef, useState } from 'preact/hooks'
import { type BulkDone, client, type Finding } from '../client.ts'
import { Dialog } from '../components/dialog.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'
import { can, useMe } from '../session.tsx'
import { AssignForm } from './assign-form.tsx'
import { DecideForm } from './decide-form.tsx'

export interface BulkOutcome {
  readonly doneCount: number
  readonly refused: readonly { readonly id: string; readonly title: string; readonly detail: string }[]
}

interface Props {
  readonly chosen: readonly Finding[]
  readonly onClear: () => void
  readonly onDone: (outcome: BulkOutcome) => void
}

type Asked = 'assign' | 'claim' | 'decide'

/** What can be done with all that are chosen at once. */
export function BulkBar({ chosen, onClear, onDone }: Props) {
  const { findings: words, decision } = useWords()
  const me = useMe()
  const [asked, setAsked] = useState<Asked | null>(null)
  const send = async (action: Readonly<Record<string, unknown>>) => {
    const ids = chosen.map(({ id }) => id)
    const { done, refused } = await client.post<BulkDone>('/findings/bulk', { ids, action })
    setAsked(null)
    onDone({
      doneCount: done.length,
      refused: refused.map(({ id, detail }) => ({
        id,
        detail,
        title: chosen.find((finding) => finding.id === id)?.title ?? id,
      })),
    })
  }
  const titles = {
    assign: words.assignDialog.titleMany(chosen.length),
    claim: words.claim,
    decide: decision.titleMany(chosen.length),
  }
  const allowed = (['assign', 'claim', 'decide'] as const).filter((kind) => can(me, `finding.${kind}`))
  return (
    <section class="bulk-bar" aria-label={words.bulk}>
      <p>{words.selected(chosen.length)}</p>
      {allowed.map((kind) => (
        <button key={kind} type="button" class="btn btn-primary btn-sm" onClick={() => setAsked(kind)}>
          {words[kind]}
        </button>
      ))}
      <button type="button" class="btn btn-outline-primary btn-sm" onClick={onClear}>
        {words.clear}
      </button>
      <Dialog isOpen={asked !== null} title={asked ? titles[asked] : ''} onClose={() => setAsked(null)}>
        {asked === 'assign' && (
          <AssignForm
            onSave={({ dueOn, ...to }) => send({ kind: 'assign', ...to, ...(dueOn ? { dueOn } : {}) })}
          />
        )}
        {asked === 'claim' && <ClaimForm onSave={() => send({ kind: 'claim' })} />}
        {asked === 'decide' && (
          <DecideForm
            onSave={({ occurrenceKey: _, ...decided }) =>
              send({ kind: 'decide', ...decided, scope: 'component' })
            }
          />
        )}
      </Dialog>
    </section>
  )
}

function ClaimForm({ onSave }: { readonly onSave: () => Promise<void> }) {
  const { findings: words } = useWords()
  const action = useAction()
  return (
    <>
      <p>{words.claimText}</p>
      {action.problem && <ProblemNotice problem={action.problem} />}
      <button
        type="button"
        class="btn btn-primary"
        aria-disabled={action.isBusy}
        onClick={() => action.run(onSave)}
      >
        {words.claim}
      </button>
    </>
  )
}

/** What became of each: takes the focus, since what was chosen may have left the list. */
export function BulkResult({ outcome: { doneCount, refused } }: { readonly outcome: BulkOutcome }) {
  const { findings: words } = useWords()
  const box = useRef<HTMLElement>(null)
  // After the dialog that led here, which gives focus back to its button when it closes.
  useEffect(() => queueMicrotask(() => box.current?.focus()), [refused])
  return (
    <section ref={box} tabIndex={-1} aria-label={words.bulkResult}>
      <Notice kind={refused.length > 0 ? 'warning' : 'success'}>
        {doneCount > 0 && <p>{words.bulkDone(doneCount)}</p>}
        {refused.length > 0 && (
          <>
            <p>{words.bulkRefused(refused.length)}</p>
            <ul>
              {refused.map(({ id, title, detail }) => (
                <li key={id}>
                  <strong>{title}</strong>: {detail}
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </section>
  )
}
