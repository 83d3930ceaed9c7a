import { sql } from 'kysely'
import type { Scope } from '../../api/db/schema.ts'
import { guestCookie } from '../../api/middleware/session.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import type { Person, testApp } from './app.ts'

/** Tokens, guests and whole organisations, for tests about who may do what. */
export function testPeople({ deps, ask, signIn, addOrganisation }: Awaited<ReturnType<typeof testApp>>) {
  const { db, config } = deps
  const inAnHour = () => new Date(deps.now().getTime() + 3_600_000)

  async function addToken(maker: Person, scopes: readonly Scope[]) {
    const token = newSecret('rampa_')
    const { id } = await db
      .insertInto('api_token')
      .values({
        organisation_id: maker.organisationId,
        person_id: maker.personId,
        name: 'Programma di prova',
        token_hash: digestOf(token),
        scopes: [...scopes],
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      id,
      ask: (method: string, path: string, body?: unknown) =>
        ask(method, path, body, { authorization: `Bearer ${token}` }),
    }
  }

  async function addGuest(organisationId: string, supplier: string) {
    const token = newSecret()
    const { id } = await db
      .insertInto('guest_link')
      .values({
        organisation_id: organisationId,
        supplier,
        token_hash: digestOf(token),
        expires_at: inAnHour(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      id,
      ask: (method: string, path: string, body?: unknown) =>
        ask(method, path, body, { cookie: `${guestCookie(config.url)}=${token}` }),
    }
  }

  /** An organisation with one of everything that people's routes are about; its words say "straniero". */
  async function furnish(name: string) {
    const organisationId = await addOrganisation(name)
    const person = await signIn('administrator', { organisationId, office: 'Ufficio straniero' })
    await db
      .updateTable('person')
      .set({ name: 'Dirigente straniero' })
      .where('id', '=', person.personId)
      .execute()
    const session = await db
      .selectFrom('session')
      .select('id')
      .where('person_id', '=', person.personId)
      .executeTakeFirstOrThrow()
    const invited = await person.ask('POST', '/api/invitations', {
      email: 'straniero@esempio.it',
      role: 'editor',
    })
    const made = await person.ask('POST', '/api/tokens', { name: 'straniero', scopes: ['read'] })
    const link = await person.ask('POST', '/api/guest-links', { supplier: 'straniero' })
    const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id
    return {
      ...person,
      organisationId,
      officeId: person.officeId ?? '',
      sessionId: session.id,
      invitationId: await idOf(invited),
      tokenId: await idOf(made),
      guestLinkId: await idOf(link),
      /** All its rows as they are. */
      async snapshot() {
        const tables = ['office', 'membership', 'invitation', 'api_token', 'guest_link', 'session'] as const
        const found: unknown[] = []
        for (const table of tables) {
          const { rows } = await sql`
            select to_jsonb(t) - 'last_used_at' as row from ${sql.table(table)} t
            where organisation_id = ${organisationId}::uuid order by id`.execute(db)
          found.push(rows)
        }
        return found
      },
    }
  }

  return { addToken, addGuest, furnish }
}
