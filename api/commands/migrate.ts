import { migrate } from '../db/migrate.ts'
import { reachDatabase } from '../main.ts'
import { type RunCommand, readEnvironment, readOptions, say } from './command.ts'

const WORDS = {
  it: { none: 'Il database è già a questa versione.', done: 'Fatto:' },
  en: { none: 'The database is at this version already.', done: 'Done:' },
}

/** `rampa migrate`: brings the database to this version. `serve` and `worker` do it by themselves. */
export const run: RunCommand = async (args, lang) => {
  readOptions(args, {})
  const database = await reachDatabase(readEnvironment())
  try {
    const done = await migrate(database.db)
    say(done.length > 0 ? [WORDS[lang].done, ...done].join('\n  ') : WORDS[lang].none)
  } finally {
    await database.close()
  }
  return 0
}
