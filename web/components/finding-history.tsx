import type { FindingEvent } from '../client.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'

/** What happened to a finding, newest first, each event a sentence. */
export function FindingHistory({ events }: { readonly events: readonly FindingEvent[] }) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="section" aria-labelledby="history">
      <h2 id="history">{words.finding.history}</h2>
      {events.length === 0 && <p>{words.finding.noHistory}</p>}
      <ol class="timeline">
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{format.dateTime(event.at)}</time>
            <p>{sentenceOf(event, words)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Verdict = keyof Messages['finding']['rechecked']

/** An event of a kind that this version of the app does not know is told too, without detail. */
function sentenceOf({ kind, by, data }: FindingEvent, { finding: words, decision }: Messages): string {
  const name = by ?? words.somebody
  const { supplier, verdict, reason } = data
  if (kind === 'rechecked' && typeof verdict === 'string' && verdict in words.rechecked) {
    return words.rechecked[verdict as Verdict](name)
  }
  if (kind === 'assigned' && typeof supplier === 'string') return words.assignedTo(name, supplier)
  if (kind === 'decided' && by && typeof verdict === 'string' && verdict in decision.verdict) {
    return words.decidedWith(name, decision.verdict[verdict as keyof typeof decision.verdict])
  }
  if (kind === 'not-verified' && typeof reason === 'string') {
    const said = words.notVerifiedBecause[reason]
    if (said) return said
  }
  return words.event[kind] ?? words.eventBy[kind]?.(name) ?? words.somethingElse
}
