import type { CheckResult } from '../client.ts'
import { Badge } from '../components/badge.tsx'
import { ImpactBadge } from '../components/finding-badges.tsx'
import { WithCode } from '../components/with-code.tsx'
import { useWords } from '../hooks/use-words.ts'

/** As many as the API shows at once: there may be more behind them. */
const AT_ONCE = 5

type Found = CheckResult['findings'][number]

/** What to put right, most harmful first, each with its repair. */
export function CheckFindings({ findings }: Pick<CheckResult, 'findings'>) {
  const { check: words } = useWords()
  return (
    <>
      <ol class="check-findings">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.title}`}>
            <OneFound finding={finding} />
          </li>
        ))}
      </ol>
      {findings.length >= AT_ONCE && <p class="hint">{words.most}</p>}
    </>
  )
}

function OneFound({ finding }: { readonly finding: Found }) {
  const { check: words, findings: list } = useWords()
  const { title, impact, outcome, help, howToFix, occurrences } = finding
  return (
    <>
      <h3>{title}</h3>
      <p class="badges">
        <ImpactBadge impact={impact} />
        {outcome !== 'failed' && <Badge tone="info" icon="question" label={list.outcomeOne[outcome]} />}
      </p>
      {outcome === 'cantTell' && <p>{words.toJudge}</p>}
      <p>
        <strong>{words.why}:</strong> <WithCode text={help} />
      </p>
      <p>
        <strong>{words.how}:</strong> <WithCode text={howToFix} />
      </p>
      <details>
        <summary>{words.places}</summary>
        <ul class="check-places">
          {occurrences.map(({ html, message, where }) => (
            <li key={`${where} ${html}`}>
              <p>{where}</p>
              {message && (
                <p>
                  <WithCode text={message} />
                </p>
              )}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in */}
              <pre class="snippet" tabIndex={0}>
                <code>{html}</code>
              </pre>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
