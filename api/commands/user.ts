import { z } from 'zod'
import {
  addMembership,
  addOrganisation,
  addPerson,
  findPersonByEmail,
  listOrganisations,
  type Organisation,
} from '../db/queries/accounts.ts'
import { openMigrated } from '../main.ts'
import { Problem } from '../problem.ts'
import { StartRefusal } from '../refusal.ts'
import { closeAccount } from '../services/personal-data.ts'
import { LINK_MINUTES, makeSignInLink } from '../services/sign-in-link.ts'
import { ROLES } from '../shapes/people.ts'
import { type RunCommand, readEnvironment, readOptions, say } from './command.ts'

const WORDS = {
  it: {
    added: (name: string, role: string, organisation: string) => `${name}: ${role}, ${organisation}.`,
    link: `Per entrare, una volta sola ed entro ${LINK_MINUTES} minuti:`,
    erased: (email: string) =>
      `I dati di ${email} sono stati cancellati; quello che ha fatto resta, senza nome.`,
  },
  en: {
    added: (name: string, role: string, organisation: string) => `${name}: ${role}, ${organisation}.`,
    link: `To sign in, once and within ${LINK_MINUTES} minutes:`,
    erased: (email: string) => `The data of ${email} are erased; what they did stays, without a name.`,
  },
}

const account = z.object({
  email: z.email().max(254).toLowerCase(),
  name: z.string().trim().min(1).max(120),
  role: z.enum(ROLES).default('administrator'),
  organisation: z.string().trim().min(1).max(120).optional(),
})

export const run: RunCommand = ([verb, ...args], lang) => {
  if (verb === 'add') return add(args, lang)
  if (verb === 'erase') return erase(args, lang)
  throw usage()
}

/** `rampa user erase`: for who asks for it and cannot do it alone, having been taken out of every organisation. */
const erase: RunCommand = async (args, lang) => {
  const { email = '' } = readOptions(args, { email: { type: 'string' } })
  const database = await openMigrated(readEnvironment())
  try {
    const person = await findPersonByEmail(database.db, email.trim().toLowerCase())
    if (!person) throw unknown(email)
    await closeAccount({ db: database.db, now: () => new Date() }, person.id)
    say(WORDS[lang].erased(email))
  } catch (error) {
    throw error instanceof Problem ? new StartRefusal(error.text) : error
  } finally {
    await database.close()
  }
  return 0
}

/** `rampa user add`: an account with a role, and a link to sign in with; the organisation is made when missing. */
const add: RunCommand = async (args, lang) => {
  const text = { type: 'string' } as const
  const given = readOptions(args, { email: text, name: text, role: text, organisation: text })
  const parsed = account.safeParse(given)
  if (!parsed.success) throw usage()
  const { email, name, role, organisation } = parsed.data
  const config = readEnvironment()
  const database = await openMigrated(config)
  try {
    const made = await database.db.transaction().execute(async (tx) => {
      const place = chooseOrganisation(await listOrganisations(tx), organisation)
      const { id: organisationId, name: itsName } =
        typeof place === 'string' ? await addOrganisation(tx, place) : place
      const known = await findPersonByEmail(tx, email)
      const personId = known?.id ?? (await addPerson(tx, { email, name }))
      await addMembership(tx, { personId, organisationId, role })
      return { personId, name: known?.name ?? name, organisation: itsName }
    })
    const link = await makeSignInLink({ config, db: database.db, now: () => new Date() }, made.personId)
    say(`${WORDS[lang].added(made.name, role, made.organisation)}\n${WORDS[lang].link}\n  ${link}`)
  } finally {
    await database.close()
  }
  return 0
}

/** The one that is named, or the only one; a name that nobody has is for a new one. */
function chooseOrganisation(known: readonly Organisation[], name: string | undefined): Organisation | string {
  if (name) return known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? name
  const [only, ...others] = known
  if (only && others.length === 0) return only
  const names = known.map((one) => `«${one.name}»`).join(', ')
  throw new StartRefusal(
    only
      ? {
          it: `Ci sono più enti: ${names}. Indica quale con --organisation.`,
          en: `There are several organisations: ${names}. Say which with --organisation.`,
        }
      : {
          it: 'Non c’è ancora nessun ente: scrivi il nome del primo con --organisation "Comune di …".',
          en: 'There is no organisation yet: give the first one’s name with --organisation "Comune di …".',
        },
  )
}

const unknown = (email: string) =>
  new StartRefusal({ it: `Nessuno ha l'indirizzo ${email}.`, en: `Nobody has the address ${email}.` })

const usage = () =>
  new StartRefusal({
    it: `Scrivi: rampa user add --email INDIRIZZO --name "NOME COGNOME" [--role RUOLO] [--organisation ENTE], oppure: rampa user erase --email INDIRIZZO. I ruoli: ${ROLES.join(', ')}.`,
    en: `Write: rampa user add --email ADDRESS --name "FULL NAME" [--role ROLE] [--organisation NAME], or: rampa user erase --email ADDRESS. The roles: ${ROLES.join(', ')}.`,
  })
