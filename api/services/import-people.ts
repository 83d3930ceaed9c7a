import type { Kysely } from 'kysely'
import type { Actor } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { listOffices } from '../db/queries/offices.ts'
import {
  addAccount,
  addRole,
  findAccountByEmail,
  findPerson,
  lockOrganisations,
} from '../db/queries/people.ts'
import { listHeldRoles } from '../db/queries/roles-held.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Imported, ImportPreview } from '../shapes/people.ts'
import { sendInvitation } from './invite.ts'
import type { Lang } from './mail-texts.ts'
import { type FileRow, readPeople } from './people-file.ts'

/** More than any municipality of this size has. */
const MOST_OFFICES = 1_000

interface Asked {
  /** Base64. */
  readonly file: string
  readonly lang: Lang
}

async function read(db: Kysely<Database>, organisationId: string, { file, lang }: Asked) {
  const { rows } = await listOffices(db, organisationId, { after: undefined, limit: MOST_OFFICES })
  return readPeople(Buffer.from(file, 'base64'), rows, lang)
}

const heldKey = (email: string, role: string, officeId: string | null) => `${email}\n${role}\n${officeId}`

async function heldIn(db: Kysely<Database>, organisationId: string, now: Date) {
  const held = await listHeldRoles(db, organisationId, now)
  const keys = new Set(held.map(({ email, role, office_id }) => heldKey(email, role, office_id)))
  return ({ email, means }: FileRow) =>
    means !== undefined && keys.has(heldKey(email, means.role, means.officeId))
}

/** What a file would bring; nothing is written. */
export async function previewPeople(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { organisationId }: Actor,
  asked: Asked,
): Promise<ImportPreview> {
  const { rows, faults } = await read(db, organisationId, asked)
  const isHeld = await heldIn(db, organisationId, now())
  return {
    rows: rows.map((row) => {
      const { line, name, email, role, office, means } = row
      const state = !means ? 'faulty' : isHeld(row) ? 'present' : 'new'
      return { line, name, email, role, office, state }
    }),
    faults: [...faults],
  }
}

/**
 * Brings in what has no fault and is not here yet; the same file again brings nothing. Who already uses Rampa
 * elsewhere is always invited: nobody is made a member of a second organisation without a yes of theirs.
 *
 * @throws Problem 422 when there is nothing to bring
 */
export async function importPeople(
  deps: Deps,
  actor: Actor,
  asked: Asked & { readonly sendsInvitations: boolean },
): Promise<Imported> {
  const { organisationId } = actor
  return deps.db.transaction().execute(async (tx) => {
    await lockOrganisations(tx, [organisationId])
    const { rows } = await read(tx, organisationId, asked)
    const isHeld = await heldIn(tx, organisationId, deps.now())
    const good = rows.filter(({ means }) => means !== undefined)
    if (good.length === 0) throw nothingToBring()
    const fresh = good.filter((row) => !isHeld(row))
    let invited = 0
    for (const row of fresh) {
      if (!row.means) continue
      const known = await findAccountByEmail(tx, row.email)
      const isHere = known && (await findPerson(tx, { organisationId }, known.id))
      if (asked.sendsInvitations || (known && !isHere)) {
        await sendInvitation(deps, tx, actor, { email: row.email, lang: asked.lang, ...row.means })
        invited += 1
        continue
      }
      const { account } = await addAccount(tx, { email: row.email, name: row.name, lang: asked.lang })
      await addRole(tx, account.id, organisationId, row.means)
    }
    const counts = { added: fresh.length - invited, invited, present: good.length - fresh.length }
    await recordAction(tx, actor, 'people.imported', { type: 'organisation', id: organisationId }, counts)
    return counts
  })
}

function nothingToBring(): Problem {
  const text = {
    it: 'Nel file non c’è nessuna riga che si possa importare. Correggi gli errori e riprova.',
    en: 'No row of the file can be imported. Correct the faults and try again.',
  }
  return new Problem(422, 'bad-input', text, { fields: { file: text } })
}
