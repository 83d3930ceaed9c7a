import { useState } from 'preact/hooks'
import { client, type FindingDetail } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'

interface Props {
  readonly finding: FindingDetail
  readonly onChanged: () => void
}

/** What people of the office said to each other about it. What is written stays until it is sent. */
export function FindingComments({ finding: { id, comments, can }, onChanged }: Props) {
  const { finding: words } = useWords()
  const format = useFormat()
  return (
    <section class="section" aria-labelledby="comments">
      <h2 id="comments">{words.comments}</h2>
      {comments.length === 0 && <p>{words.noComments}</p>}
      <ul class="comments">
        {comments.map((comment) => (
          <li key={comment.id}>
            <p class="aside-line">
              <strong>{comment.by ?? words.somebody}</strong>, {format.dateTime(comment.at)}
            </p>
            <p class="note">{comment.body}</p>
          </li>
        ))}
      </ul>
      {can.comment && <NewComment id={id} onChanged={onChanged} />}
    </section>
  )
}

function NewComment({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const { finding: words } = useWords()
  const [body, setBody] = useState('')
  const [missing, setMissing] = useState<{ detail: string; fields: Record<string, string> } | null>(null)
  const action = useAction()
  const problem = missing ?? action.problem
  const submit = (event: Event) => {
    event.preventDefault()
    if (!body.trim()) {
      return setMissing({ detail: words.commentMissing, fields: { body: words.commentMissing } })
    }
    setMissing(null)
    return action.run(async () => {
      await client.post(`/findings/${id}/comments`, { body: body.trim() })
      setBody('')
      announce(words.sent)
      onChanged()
    })
  }
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary problem={problem} labels={{ body: words.comment }} />
      <Field
        label={words.comment}
        name="body"
        rows={3}
        value={body}
        onValue={setBody}
        error={problem?.fields.body}
      />
      <button type="submit" class="btn btn-outline-primary" aria-disabled={action.isBusy}>
        {words.send}
      </button>
    </form>
  )
}
