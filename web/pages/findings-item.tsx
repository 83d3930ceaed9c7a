import type { Finding } from '../client.ts'
import { FindingBadges } from '../components/finding-badges.tsx'
import { useFormat, useWords } from '../hooks/use-words.ts'

interface Props {
  readonly finding: Finding
  readonly isChosen?: boolean
  /** Absent: this person cannot change findings, so there is nothing to choose for. */
  readonly onToggle?: () => void
}

/** Whom it is assigned to, whoever that is. */
export const assigneeOf = ({ assigned }: Pick<Finding, 'assigned'>): string | null =>
  assigned?.person?.name ?? assigned?.office?.name ?? assigned?.supplier ?? null

/** A finding in a list: what it is, what fixing it heals, how far it is, in whose hands. */
export function FindingItem({ finding, isChosen = false, onToggle }: Props) {
  const { findings: words, labels } = useWords()
  const format = useFormat()
  const assignee = assigneeOf(finding)
  const facts = [
    finding.siteName,
    labels.owner[finding.owner],
    finding.wcag.length > 0 && words.criterion(finding.wcag.join(', ')),
    words.places(finding.occurrenceCount),
    assignee && words.assignedTo(assignee),
    finding.dueOn && words.due(format.date(finding.dueOn)),
  ]
  return (
    <li class={isChosen ? 'is-chosen' : undefined}>
      {onToggle && (
        <span class="finding-choose">
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={words.select(finding.title)}
            onChange={onToggle}
          />
        </span>
      )}
      <div class="finding-text">
        <h3>
          <a href={`/segnalazioni/${finding.id}`}>{finding.title}</a>
        </h3>
        <p class="heals">{words.heals(finding.pageCount)}</p>
        <FindingBadges finding={finding} />
        <p class="aside-line">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {finding.pictureUrl && <img class="finding-thumb" src={finding.pictureUrl} alt="" loading="lazy" />}
    </li>
  )
}
