import type { Kysely } from 'kysely'
import {
  addMembership,
  addOffices,
  addOrganisation,
  addPerson,
  type DemoSite,
  findDemoSite,
  listOrganisations,
} from '../db/queries/accounts.ts'
import { insertSite } from '../db/queries/sites.ts'
import type { Database, SiteOptions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { startAudit } from './start-audit.ts'

const NAME = 'Comune di Pietrachiara'
const ADMINISTRATOR = { name: 'Amministrazione di prova', email: 'prova@pietrachiara.example' }
const OFFICES = ['Redazione web', 'Servizi demografici']
const OPTIONS: SiteOptions = {
  maxPages: 100,
  include: [],
  exclude: [],
  level: 'AA',
  bestPractices: true,
  pictures: true,
}

/** `none`: this installation has data of its own. */
export type DemoState = DemoSite | 'empty' | 'none'

export async function demoState(db: Kysely<Database>): Promise<DemoState> {
  const site = await findDemoSite(db)
  if (site) return site
  return (await listOrganisations(db)).length === 0 ? 'empty' : 'none'
}

/** The fictional municipality with somebody who administers it, its site, and the first audit on the way. */
export async function createDemo(deps: Deps, startUrl: string): Promise<void> {
  const siteId = await deps.db.transaction().execute(async (tx) => {
    const { id: organisationId } = await addOrganisation(tx, NAME)
    await addOffices(tx, organisationId, OFFICES)
    const personId = await addPerson(tx, ADMINISTRATOR)
    await addMembership(tx, { personId, organisationId, role: 'administrator' })
    return insertSite(tx, { organisationId, officeId: null, name: NAME, startUrl, options: OPTIONS })
  })
  if (!siteId) return
  const site = { id: siteId, start_url: startUrl, options: OPTIONS }
  await startAudit(deps, { site, trigger: 'demo', personId: null })
}
