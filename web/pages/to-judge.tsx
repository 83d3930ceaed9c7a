import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { type Answer, client, type List, type ToJudgeItem } from '../client.ts'
import { announce } from '../components/live-region.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Question, type Said } from '../components/question.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useKept } from '../hooks/use-kept.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'

/** Questions asked for at once: enough to go on while the next ones come. */
const AHEAD = 10
/** The most that the API gives at once. */
const MOST = 200

/** One question after the other. An answer counts when the API has it; until then the question stays. */
export function ToJudgePage({ query }: PageProps) {
  const { judge: words } = useWords()
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const limit = Math.min(MOST, AHEAD + skipped.size)
  const [items] = useKept(
    useResource(`judge ${query.siteId} ${limit}`, (signal) =>
      client.get<List<ToJudgeItem>>('/to-judge', { siteId: query.siteId, limit }, signal),
    ),
  )
  return (
    <Page title={words.title} lead={words.lead}>
      <Resource of={items}>
        {(list) => (
          <Questions
            list={list}
            skipped={skipped}
            onSkip={(key) => setSkipped(new Set([...skipped, key]))}
            onAgain={() => setSkipped(new Set())}
            onChanged={items.reload}
          />
        )}
      </Resource>
    </Page>
  )
}

interface Props {
  readonly list: List<ToJudgeItem>
  readonly skipped: ReadonlySet<string>
  readonly onSkip: (key: string) => void
  readonly onAgain: () => void
  readonly onChanged: () => void
}

interface Given {
  readonly answer: Answer
  readonly item: ToJudgeItem
}

const keyOf = ({ finding, occurrence }: ToJudgeItem) => `${finding.id} ${occurrence.key}`

function Questions({ list, skipped, onSkip, onAgain, onChanged }: Props) {
  const { judge: words } = useWords()
  const [given, setGiven] = useState<readonly Given[]>([])
  const [again, setAgain] = useState<ToJudgeItem | null>(null)
  const action = useAction()
  const answered = new Set(given.map(({ item }) => keyOf(item)))
  const waiting = list.items.filter((item) => !answered.has(keyOf(item)))
  const item = again ?? waiting.find((one) => !skipped.has(keyOf(one)))
  const box = useFocusOnNext(item && keyOf(item))
  const last = given.at(-1)
  const answer = (said: Said) => {
    if (!item) return
    if (said === 'skip') {
      action.clear()
      setAgain(null)
      return onSkip(keyOf(item))
    }
    return action.run(async () => {
      const made = await client.post<Answer>('/answers', {
        findingId: item.finding.id,
        occurrenceKey: item.occurrence.key,
        answer: said,
      })
      setGiven((before) => [...before, { answer: made, item }])
      setAgain(null)
      onChanged()
    })
  }
  const undo = () =>
    action.run(async () => {
      if (!last) return
      await client.del(`/answers/${last.answer.id}`)
      setGiven((before) => before.slice(0, -1))
      setAgain(last.item)
      announce(words.undone)
      onChanged()
    })
  return (
    <div class="judge" ref={box} tabIndex={-1}>
      {action.problem && (
        <>
          <ProblemNotice problem={action.problem} />
          <p>{words.notKept}</p>
        </>
      )}
      {item ? (
        <Question key={keyOf(item)} item={item} isBusy={action.isBusy} onSaid={answer} />
      ) : (
        <Ended hasGiven={given.length > 0} skippedCount={waiting.length} onAgain={onAgain} />
      )}
      <Progress total={list.total} givenCount={given.length} />
      {last && (
        <Notice kind="info">
          <p>{words.last[last.answer.answer](last.item.finding.title)}</p>
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            aria-disabled={action.isBusy}
            onClick={undo}
          >
            {words.undo}
          </button>
        </Notice>
      )}
    </div>
  )
}

/** The next question takes the focus when the person has moved on; the first one leaves it to the page's title. */
function useFocusOnNext(key: string | undefined) {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(key)
  const focus = useCallback(() => {
    const heading = box.current?.querySelector<HTMLElement>('h2')
    const target = heading ?? box.current
    target?.focus()
  }, [])
  useEffect(() => {
    if (before.current === key) return
    before.current = key
    focus()
  }, [key, focus])
  return box
}

function Progress({ total, givenCount }: { readonly total: number; readonly givenCount: number }) {
  const { judge: words } = useWords()
  const format = useFormat()
  return (
    <p class="judge-progress">
      {total > 0 && words.left(total, format.number(total))}
      {givenCount > 0 && <span>{words.given(givenCount)}</span>}
    </p>
  )
}

interface EndedProps {
  readonly hasGiven: boolean
  readonly skippedCount: number
  readonly onAgain: () => void
}

function Ended({ hasGiven, skippedCount, onAgain }: EndedProps) {
  const { judge: words } = useWords()
  if (skippedCount > 0) {
    return (
      <Empty title={words.skippedTitle(skippedCount)}>
        <p>{words.skipped}</p>
        <button type="button" class="btn btn-primary" onClick={onAgain}>
          {words.again}
        </button>
      </Empty>
    )
  }
  return (
    <Empty title={hasGiven ? words.doneTitle : words.emptyTitle}>
      <p>{words.empty}</p>
      <a href="/segnalazioni">{words.seeFindings}</a>
    </Empty>
  )
}
