import { useEffect, useRef, useState } from 'preact/hooks'
import { type CheckResult, client } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Page } from '../components/page.tsx'
import { type Pasted, PasteField } from '../components/paste-field.tsx'
import { Radios } from '../components/radios.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'
import { CheckFindings } from './check-findings.tsx'

const WAYS = ['text', 'url', 'html'] as const
type Way = (typeof WAYS)[number]
/** Characters. The API takes no more. */
const MOST = 500_000

/** What can be put right before anybody reads it. */
export function CheckPage() {
  const { check: words } = useWords()
  const [result, setResult] = useState<CheckResult | null>(null)
  return (
    <Page title={words.title} lead={words.lead}>
      <div class="columns check-columns">
        <div class="column-half">
          <CheckForm onResult={setResult} />
        </div>
        <div class="column-half">{result && <Result result={result} />}</div>
      </div>
    </Page>
  )
}

function CheckForm({ onResult }: { readonly onResult: (result: CheckResult | null) => void }) {
  const { check: words } = useWords()
  const [way, setWay] = useState<Way>('text')
  const [pasted, setPasted] = useState<Pasted>({ text: '', html: '' })
  const [url, setUrl] = useState('')
  const [html, setHtml] = useState('')
  const [wrong, setWrong] = useState<{ detail: string; fields: Record<string, string> } | null>(null)
  const action = useAction()
  const problem = wrong ?? action.problem
  const given = { text: pasted.html, url: url.trim(), html: html.trim() }[way]
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = { text: words.textMissing, url: words.urlMissing, html: words.htmlMissing }[way]
    if (!given) return setWrong({ detail: words.incomplete, fields: { [way]: missing } })
    if (given.length > MOST) return setWrong({ detail: words.tooLong, fields: { [way]: words.tooLong } })
    setWrong(null)
    announce(words.running)
    return action.run(async () => {
      const input = way === 'url' ? { kind: 'url', url: given } : { kind: 'html', html: given }
      onResult(await client.post<CheckResult>('/check', input))
    })
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={problem} labels={{ text: words.text, url: words.url, html: words.html }} />
      <Radios
        legend={words.way}
        name="way"
        value={way}
        options={WAYS.map((value) => ({ value, label: words.ways[value] }))}
        onValue={(next) => {
          setWay(next)
          setWrong(null)
          action.clear()
        }}
      />
      {way === 'text' && <PasteField value={pasted} onValue={setPasted} error={problem?.fields.text} />}
      {way === 'url' && (
        <Field
          label={words.url}
          name="url"
          type="text"
          inputMode="url"
          autoComplete="url"
          hint={words.urlHint}
          value={url}
          onValue={setUrl}
          error={problem?.fields.url}
        />
      )}
      {way === 'html' && (
        <Field
          label={words.html}
          name="html"
          rows={10}
          isCode
          hint={words.htmlHint}
          value={html}
          onValue={setHtml}
          error={problem?.fields.html}
        />
      )}
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.run}
      </button>
      {action.isBusy && (
        <p class="waiting" aria-busy="true">
          <span class="waiting-dots" aria-hidden="true" />
          {words.running}
        </p>
      )}
    </form>
  )
}

/** Each new result takes the focus. */
function Result({ result }: { readonly result: CheckResult }) {
  const { check: words } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [result])
  const { findings, note } = result
  return (
    <section aria-labelledby="check-result">
      <h2 id="check-result" ref={heading} tabIndex={-1}>
        {findings.length === 0 ? words.clean : words.found(findings.length)}
      </h2>
      <CheckFindings findings={findings} />
      <div class="card-box">
        <h3>{words.limits}</h3>
        <p>{note}</p>
      </div>
    </section>
  )
}
