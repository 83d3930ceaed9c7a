import type { FindingDetailRow, FindingRow } from '../db/queries/finding-list.ts'
import type { DecisionRow, listComments, listEvents } from '../db/queries/finding-story.ts'
import type { OccurrenceRow } from '../db/queries/occurrences.ts'
import { editUrlOf } from '../services/edit-link.ts'
import { romeDay } from '../services/schedule.ts'
import type { Decision, Finding, FindingDetail, FindingEvent, Occurrence } from '../shapes/findings.ts'
import { iso } from './site-rows.ts'

export const pictureUrl = (id: string | null): string | null => id && `/api/pictures/${id}`

export function toFinding(row: FindingRow): Finding {
  return {
    id: row.id,
    siteId: row.site_id,
    siteName: row.site_name,
    rule: row.rule,
    // What a person confirmed fails, whatever the machine thought.
    outcome: row.is_confirmed ? 'failed' : row.outcome,
    status: row.status,
    level: row.level,
    wcag: row.wcag,
    impact: row.impact,
    owner: row.owner,
    priority: row.priority,
    title: row.title,
    pageCount: row.page_count,
    occurrenceCount: row.occurrence_count,
    isNew: row.is_new,
    reappearedCount: row.reappeared_count,
    assigned: toAssigned(row),
    dueOn: row.due_on,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    verifiedAt: iso(row.verified_at),
    pictureUrl: pictureUrl(row.picture_id),
  }
}

function toAssigned(row: FindingRow): Finding['assigned'] {
  const { assigned_person_id, assigned_office_id, assigned_supplier, person_name, office_name } = row
  if (!assigned_person_id && !assigned_office_id && !assigned_supplier) return null
  return {
    person: assigned_person_id ? { id: assigned_person_id, name: person_name ?? '' } : null,
    office: assigned_office_id ? { id: assigned_office_id, name: office_name ?? '' } : null,
    supplier: assigned_supplier,
  }
}

export function toOccurrence(row: OccurrenceRow): Occurrence {
  return {
    id: row.id,
    key: row.key,
    page: { id: row.page_id, url: row.url, title: row.title },
    state: row.state,
    status: row.status,
    html: row.html,
    message: row.message,
    where: row.place,
    target: [...row.target],
    data: row.data,
    box: row.box as Occurrence['box'],
    pictureUrl: pictureUrl(row.picture_id),
    editUrl: editUrlOf(row.url, row.edit_links),
    answer:
      row.answer_id && row.answer && row.answered_at
        ? { id: row.answer_id, answer: row.answer, by: row.answered_by, at: row.answered_at.toISOString() }
        : null,
  }
}

export function toDecision(row: DecisionRow, now: Date): Decision {
  const isExpired = row.expires_on !== null && row.expires_on < romeDay(now)
  return {
    id: row.id,
    scope: row.scope,
    occurrenceKey: row.occurrence_key,
    verdict: row.verdict,
    reason: row.reason,
    note: row.note,
    by: row.by,
    expiresOn: row.expires_on,
    createdAt: row.created_at.toISOString(),
    ended: row.undone_at ? 'undone' : row.voided_at ? 'voided' : isExpired ? 'expired' : null,
  }
}

export function toEvent(row: Awaited<ReturnType<typeof listEvents>>[number]): FindingEvent {
  return {
    id: row.id,
    kind: row.kind,
    from: row.from_status,
    to: row.to_status,
    by: row.by,
    auditId: row.audit_id,
    data: row.data,
    at: row.created_at.toISOString(),
  }
}

export const toComment = (row: Awaited<ReturnType<typeof listComments>>[number]) => ({
  id: row.id,
  by: row.by,
  body: row.body,
  at: row.created_at.toISOString(),
})

/** What the report said of the finding, as stored. */
export function toExplained({ detail }: Pick<FindingDetailRow, 'detail'>) {
  const said = detail as unknown as Pick<
    FindingDetail,
    | 'help'
    | 'howToFix'
    | 'helpUrl'
    | 'lesson'
    | 'ownerReason'
    | 'priorityFormula'
    | 'en301549'
    | 'obligation'
    | 'act'
    | 'witnesses'
  >
  return {
    help: said.help,
    howToFix: said.howToFix,
    helpUrl: said.helpUrl,
    lesson: said.lesson,
    ownerReason: said.ownerReason,
    priorityFormula: said.priorityFormula,
    en301549: said.en301549,
    obligation: said.obligation,
    act: said.act,
    witnesses: said.witnesses,
  }
}
