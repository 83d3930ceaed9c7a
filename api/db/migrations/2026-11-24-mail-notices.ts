import { type Kysely, sql } from 'kysely'

// Whether somebody wants mails about their work. Mails that they need to get in are not asked about.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table person add column mail_notices boolean not null default true').execute(db)
}
