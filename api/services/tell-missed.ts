import { recordAction } from '../db/queries/audit-log.ts'
import { listPeopleInCharge } from '../db/queries/people-in-charge.ts'
import type { DueSchedule } from '../db/queries/schedules.ts'
import type { Deps } from '../deps.ts'
import { queueMail } from './mail.ts'
import type { MailText } from './mail-texts.ts'

/** A run that did not begin in time is told to those who answer for the site, and written down. */
export async function tellMissed(deps: Deps, due: DueSchedule): Promise<void> {
  const { db, config } = deps
  const link = `${config.url}/siti/${due.site_id}`
  await db.transaction().execute(async (tx) => {
    for (const { email, lang } of await listPeopleInCharge(tx, due.organisation_id)) {
      const text = TEXTS[lang](due.name, link)
      await queueMail(deps, tx, { organisationId: due.organisation_id, recipient: email, text })
    }
    const actor = { organisationId: due.organisation_id, personId: null }
    await recordAction(
      tx,
      actor,
      'schedule.missed',
      { type: 'site', id: due.site_id },
      { dueAt: due.next_run_at },
    )
  })
}

const TEXTS: Readonly<Record<'it' | 'en', (site: string, link: string) => MailText>> = {
  it: (site, link) => ({
    subject: `Rampa: il controllo di ${site} è partito in ritardo`,
    body: `Buongiorno,\n\nil controllo programmato di ${site} non è partito all'ora prevista. Rampa lo avvia appena può: non devi fare niente.\n\nSe succede ancora, avvisa chi gestisce il server.\n\n${link}\n`,
  }),
  en: (site, link) => ({
    subject: `Rampa: the audit of ${site} began late`,
    body: `Hello,\n\nthe scheduled audit of ${site} did not begin at its hour. Rampa starts it as soon as it can: there is nothing you need to do.\n\nIf this goes on, tell whoever runs the server.\n\n${link}\n`,
  }),
}
