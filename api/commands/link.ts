import { findPersonByEmail } from '../db/queries/accounts.ts'
import { openMigrated } from '../main.ts'
import { StartRefusal } from '../refusal.ts'
import { makeSignInLink } from '../services/sign-in-link.ts'
import { type RunCommand, readEnvironment, readOptions, say } from './command.ts'

/** `rampa link`: an address that signs somebody in, for when no e-mail can reach them. */
export const run: RunCommand = async (args) => {
  const { email } = readOptions(args, { email: { type: 'string' } })
  if (!email) throw usage()
  const config = readEnvironment()
  const database = await openMigrated(config)
  try {
    const person = await findPersonByEmail(database.db, email.trim().toLowerCase())
    if (!person) throw unknown(email)
    say(await makeSignInLink({ config, db: database.db, now: () => new Date() }, person.id))
  } finally {
    await database.close()
  }
  return 0
}

const usage = () =>
  new StartRefusal({
    it: 'Scrivi: rampa link --email INDIRIZZO.',
    en: 'Write: rampa link --email ADDRESS.',
  })

const unknown = (email: string) =>
  new StartRefusal({
    it: `Nessuno ha l'indirizzo ${email}. Per aggiungerlo: rampa user add --email ${email} --name "NOME COGNOME".`,
    en: `Nobody has the address ${email}. To add them: rampa user add --email ${email} --name "FULL NAME".`,
  })
