import type { Actor } from '../actor.ts'
import { type Holder, listHolders } from '../db/queries/holders.ts'
import type { Deps } from '../deps.ts'
import { queueMail } from './mail.ts'
import type { MailText } from './mail-texts.ts'

/** Lines of a mail; the rest is counted. */
const MOST_LINES = 20

export interface Given {
  readonly id: string
  readonly title: string
  readonly siteName: string
  readonly pageCount: number
}

interface To {
  readonly personId: string | null
  readonly officeId: string | null
  /** `YYYY-MM-DD`. */
  readonly dueOn?: string | null | undefined
}

/**
 * One mail, however many findings were given at once, to whoever has them now: a person, or those who work in an
 * office. Nobody is told of what they did themselves, nor who asked not to be. Suppliers have a link, no address.
 */
export async function tellAssigned(
  deps: Pick<Deps, 'db' | 'config' | 'queue' | 'now'>,
  { organisationId, personId: actorId }: Actor,
  given: readonly Given[],
  { personId, officeId, dueOn = null }: To,
): Promise<void> {
  if (given.length === 0 || !(personId ?? officeId)) return
  const { db, config } = deps
  const holders = await listHolders(db, organisationId, { personId, officeId })
  await db.transaction().execute(async (tx) => {
    for (const holder of holders.filter(({ id }) => id !== actorId)) {
      const text = TEXTS[holder.lang]({ holder, given, dueOn, isOffice: officeId !== null, url: config.url })
      await queueMail(deps, tx, { organisationId, recipient: holder.email, text })
    }
  })
}

interface About {
  readonly holder: Holder
  readonly given: readonly Given[]
  readonly dueOn: string | null
  readonly isOffice: boolean
  readonly url: string
}

const day = (lang: 'it' | 'en', on: string) =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`))

const TEXTS: Readonly<Record<'it' | 'en', (about: About) => MailText>> = {
  it: ({ holder, given, dueOn, isOffice, url }) => {
    const whose = isOffice ? 'del tuo ufficio' : given.length === 1 ? 'tua' : 'tue'
    const what =
      given.length === 1
        ? `una segnalazione è ora ${whose}`
        : `${given.length} segnalazioni sono ora ${whose}`
    const line = ({ id, title, siteName, pageCount }: Given) =>
      `- ${title} (${siteName}, ${pageCount === 1 ? 'una pagina' : `${pageCount} pagine`})\n  ${url}/segnalazioni/${id}`
    const more = given.length - MOST_LINES
    return {
      subject: `Rampa: ${what}`,
      body: `Ciao ${holder.name},

${what}${dueOn ? `, da correggere entro il ${day('it', dueOn)}` : ''}:

${given.slice(0, MOST_LINES).map(line).join('\n')}
${more > 0 ? `\n… e altre ${more}: ${url}/segnalazioni?mine=true\n` : ''}
Ogni segnalazione dice che cosa non va, perché conta e come si corregge.

Buon lavoro,
Rampa

Se non vuoi questi messaggi, dillo nel tuo profilo: ${url}/profilo
`,
    }
  },
  en: ({ holder, given, dueOn, isOffice, url }) => {
    const whose = isOffice ? 'your office’s' : 'yours'
    const what =
      given.length === 1 ? `one finding is now ${whose}` : `${given.length} findings are now ${whose}`
    const line = ({ id, title, siteName, pageCount }: Given) =>
      `- ${title} (${siteName}, ${pageCount === 1 ? 'one page' : `${pageCount} pages`})\n  ${url}/segnalazioni/${id}`
    const more = given.length - MOST_LINES
    return {
      subject: `Rampa: ${what}`,
      body: `Hello ${holder.name},

${what}${dueOn ? `, to be fixed by ${day('en', dueOn)}` : ''}:

${given.slice(0, MOST_LINES).map(line).join('\n')}
${more > 0 ? `\n… and ${more} more: ${url}/segnalazioni?mine=true\n` : ''}
Each finding says what is wrong, why it matters and how it is fixed.

Have a good day,
Rampa

If you do not want these messages, say so in your profile: ${url}/profilo
`,
    }
  },
}
