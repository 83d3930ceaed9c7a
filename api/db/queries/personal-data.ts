import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** All that is known about a person, by table. Secrets are left out: their digests say nothing about anybody. */
export async function collectPersonalData(db: Kysely<Database>, person: { id: string; email: string }) {
  const { id, email } = person
  const account = await db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'lang', 'mail_notices', 'oidc_subject', 'last_seen_at', 'created_at'])
    .select(sql<boolean>`password_hash is not null`.as('has_password'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const memberships = await db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .leftJoin('office', 'office.id', 'membership.office_id')
    .select([
      'organisation.name as organisation',
      'membership.role',
      'office.name as office',
      'membership.created_at',
    ])
    .where('membership.person_id', '=', id)
    .execute()
  const attempts = await db
    .selectFrom('attempt')
    .selectAll()
    .where('person_id', '=', id)
    .orderBy('ended_at')
    .execute()
  return {
    account,
    memberships,
    ...(await collectTraces(db, id, email)),
    ...(await collectWork(db, id)),
    ...(await collectTraining(db, id)),
    attempts,
  }
}

async function collectTraces(db: Kysely<Database>, id: string, email: string) {
  const [sessions, signInLinks, apiTokens, guestLinks, invitations, mails, auditLog] = await Promise.all([
    db
      .selectFrom('session')
      .select(['device', 'created_at', 'last_used_at', 'expires_at'])
      .where('person_id', '=', id)
      .execute(),
    db
      .selectFrom('sign_in_link')
      .select(['created_at', 'expires_at', 'used_at'])
      .where('person_id', '=', id)
      .execute(),
    db
      .selectFrom('api_token')
      .select(['name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
      .where('person_id', '=', id)
      .execute(),
    db
      .selectFrom('guest_link')
      .select(['supplier', 'created_at', 'expires_at', 'revoked_at'])
      .where('created_by', '=', id)
      .execute(),
    db
      .selectFrom('invitation')
      .select(['email', 'role', 'created_at', 'expires_at', 'accepted_at'])
      .where((eb) => eb.or([eb('email', '=', email), eb('invited_by', '=', id)]))
      .execute(),
    db
      .selectFrom('mail')
      .select(['subject', 'status', 'created_at', 'sent_at'])
      .where('recipient', '=', email)
      .execute(),
    db
      .selectFrom('audit_log')
      .select(['action', 'subject_type', 'subject_id', 'data', 'created_at'])
      .where('person_id', '=', id)
      .orderBy('id')
      .execute(),
  ])
  return { sessions, signInLinks, apiTokens, guestLinks, invitations, mails, auditLog }
}

async function collectWork(db: Kysely<Database>, id: string) {
  const [assignedFindings, findingEvents, comments, decisions, answers, rechecks, audits] = await Promise.all(
    [
      db
        .selectFrom('finding')
        .select(['id', 'title', 'status', 'due_on'])
        .where('assigned_person_id', '=', id)
        .execute(),
      db
        .selectFrom('finding_event')
        .select(['finding_id', 'kind', 'data', 'created_at'])
        .where('person_id', '=', id)
        .orderBy('id')
        .execute(),
      db
        .selectFrom('finding_comment')
        .select(['finding_id', 'body', 'created_at'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('decision')
        .select(['finding_id', 'verdict', 'reason', 'note', 'created_at'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('answer')
        .select(['finding_id', 'answer', 'created_at'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('recheck')
        .select(['finding_id', 'status', 'verdict', 'created_at'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('audit')
        .select(['id', 'site_id', 'status', 'created_at'])
        .where('started_by', '=', id)
        .execute(),
    ],
  )
  return { assignedFindings, findingEvents, comments, decisions, answers, rechecks, audits }
}

/** What was asked of them by name, what they asked of others, and the reminders they were sent. */
async function collectTraining(db: Kysely<Database>, id: string) {
  const [training, trainingReminders] = await Promise.all([
    db
      .selectFrom('training_assignment')
      .select(['content', 'due_on', 'note', 'created_at', 'withdrawn_at'])
      .select(sql<boolean>`assigned_by is not distinct from ${id}::uuid`.as('is_assigned_by_you'))
      .where((eb) => eb.or([eb('person_id', '=', id), eb('assigned_by', '=', id)]))
      .execute(),
    db
      .selectFrom('training_reminder')
      .innerJoin('training_assignment', 'training_assignment.id', 'training_reminder.assignment_id')
      .select(['training_assignment.content', 'training_reminder.kind', 'training_reminder.created_at'])
      .where('training_reminder.person_id', '=', id)
      .execute(),
  ])
  return { training, trainingReminders }
}

/** Stands where a name or an address was. */
const ERASED = '–'

/** Where people write, or Rampa writes about them. */
const TEXTS = [
  ['mail', 'body'],
  ['mail', 'error'],
  ['finding_comment', 'body'],
  ['decision', 'note'],
  ['training_assignment', 'note'],
] as const
const DATA = ['audit_log', 'finding_event'] as const

/**
 * Takes the person out. What they did stays without them (`on delete set null`); what is only theirs goes with the
 * row (`on delete cascade`). Their address leaves every text. Their name, which anybody may choose, only leaves the
 * mails that they had sent: else a name like "administrator" would erase words of others, and of the audit log.
 */
export async function erasePerson(
  db: Kysely<Database>,
  { id, email, name }: { readonly id: string; readonly email: string; readonly name: string },
): Promise<void> {
  await sql`
    update mail set subject = replace(subject, ${name}, ${ERASED}), body = replace(body, ${name}, ${ERASED})
    from invitation where invitation.invited_by = ${id}::uuid and invitation.email = mail.recipient
      and invitation.organisation_id = mail.organisation_id`.execute(db)
  await db.deleteFrom('mail').where('recipient', '=', email).execute()
  await db.deleteFrom('invitation').where('email', '=', email).execute()
  // Answers kept for a day, so that a request is not done twice: theirs, and those that speak of them.
  await sql`
    delete from idempotency_key where owner like ${`%:${id}`} or strpos(coalesce(body, ''), ${inJson(email)}) > 0
      or strpos(coalesce(body, ''), ${`"${inJson(name)}"`}) > 0`.execute(db)
  // Not inside a longer address.
  const whole = `(?<![\\w.+-])${email.replace(/\W/g, '\\$&')}(?![\\w-]|\\.\\w)`
  for (const table of DATA) {
    await sql`
      update ${sql.table(table)} set data = regexp_replace(data::text, ${whole}, ${ERASED}, 'gi')::jsonb
      where data::text ~* ${whole}`.execute(db)
  }
  for (const [table, column] of TEXTS) {
    const text = sql.ref(column)
    await sql`
      update ${sql.table(table)} set ${text} = regexp_replace(${text}, ${whole}, ${ERASED}, 'gi')
      where ${text} ~* ${whole}`.execute(db)
  }
  await db.deleteFrom('person').where('id', '=', id).execute()
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1)

/** Findings that were somebody's and now are nobody's are open again, and say so. @returns their ids */
export async function reopenUnassigned(
  db: Kysely<Database>,
  organisationIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await db
    .updateTable('finding')
    .set({ status: 'open', updated_at: now })
    .where('status', '=', 'assigned')
    .where('assigned_person_id', 'is', null)
    .where('assigned_office_id', 'is', null)
    .where('assigned_supplier', 'is', null)
    .where('site_id', 'in', (eb) =>
      eb
        .selectFrom('site')
        .select('site.id')
        .where('site.organisation_id', 'in', [...organisationIds]),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Takes a person off the findings of an organisation they leave. */
export async function unassignPerson(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
): Promise<void> {
  await db
    .updateTable('finding')
    .set({ assigned_person_id: null })
    .where('assigned_person_id', '=', personId)
    .where('site_id', 'in', (eb) =>
      eb.selectFrom('site').select('site.id').where('site.organisation_id', '=', organisationId),
    )
    .execute()
}
