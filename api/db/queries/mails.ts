import { type Kysely, sql } from 'kysely'
import type { Database, Row } from '../schema.ts'

export interface NewMail {
  /** Whose administrators may read it; null: nobody's. */
  readonly organisationId: string | null
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly status: 'queued' | 'kept'
  readonly now: Date
}

export async function insertMail(db: Kysely<Database>, mail: NewMail): Promise<string> {
  const { id } = await db
    .insertInto('mail')
    .values({
      organisation_id: mail.organisationId,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      status: mail.status,
      created_at: mail.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const mailColumns = [
  'id',
  'recipient',
  'subject',
  'body',
  'status',
  'error',
  'created_at',
  'sent_at',
  'sending_at',
] as const
export type MailRow = Pick<Row<'mail'>, (typeof mailColumns)[number]>

export function findMail(db: Kysely<Database>, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mail').select(mailColumns).where('id', '=', id).executeTakeFirst()
}

/** Takes a mail that waits, or failed before, for this worker; false when another one is at it. One statement: no race. */
export async function takeMail(
  db: Kysely<Database>,
  id: string,
  { now, lostBefore }: { readonly now: Date; readonly lostBefore: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('mail')
    .set({ sending_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'failed'])
    .where((eb) => eb.or([eb('sending_at', 'is', null), eb('sending_at', '<', lostBefore)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** `body`: without its links, which are nobody's business once the mail is out. */
export async function markSent(db: Kysely<Database>, id: string, body: string, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ status: 'sent', body, error: '', sent_at: now, sending_at: null })
    .where('id', '=', id)
    .execute()
}

export async function markFailed(db: Kysely<Database>, id: string, error: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ status: 'failed', error, sending_at: null })
    .where('id', '=', id)
    .execute()
}

export interface MailPlace {
  readonly at: string
  readonly id: string
}

/** Newest first. */
export async function listMails(
  db: Kysely<Database>,
  organisationId: string,
  { after, limit }: { readonly after: MailPlace | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly MailRow[]; readonly total: number }> {
  const all = db.selectFrom('mail').where('organisation_id', '=', organisationId)
  // Cut to the millisecond, as a Date is: else the last of a page would come again on the next.
  const moment = sql<Date>`date_trunc('milliseconds', created_at)`
  let page = all
  if (after) {
    page = page.where(sql<boolean>`(${moment}, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  }
  const [rows, count] = await Promise.all([
    page.select(mailColumns).orderBy(moment, 'desc').orderBy('id', 'desc').limit(limit).execute(),
    all.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, total: Number(count.total) }
}
