import type { Id, MadeAt, MaybeAt, MaybeDay, Optional } from './column.ts'
import type { Role } from './tables-people.ts'

/** Something to learn, asked of one person, or of whoever holds a role or works in an office, also later. */
export interface TrainingAssignmentTable {
  id: Id
  organisation_id: string
  /** A course, or a lesson as `course/lesson`. */
  content: string
  /** With `office_id`: that role in that office. null: any role. */
  role: Optional<Role>
  /** null: any office. */
  office_id: Optional<string>
  /** Present: only this person; no role and no office then. */
  person_id: Optional<string>
  /** The finding that it came with; null when it came with none, or that is gone. */
  finding_id: Optional<string>
  due_on: MaybeDay
  note: string
  /** null when that person is gone. */
  assigned_by: Optional<string>
  withdrawn_at: MaybeAt
  created_at: MadeAt
}

/** A reminder that somebody was sent, so that none is sent twice. */
export interface TrainingReminderTable {
  assignment_id: string
  person_id: string
  /** A week before the deadline, on its day, or once after it. */
  kind: 'week' | 'day' | 'after'
  created_at: MadeAt
}
