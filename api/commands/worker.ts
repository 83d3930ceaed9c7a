import { startWorkerProcess } from '../main.ts'
import { StartRefusal } from '../refusal.ts'
import { openLog, type RunCommand, readEnvironment, readOptions, say, untilStopped } from './command.ts'

const WORDS = {
  it: {
    ready: 'Il worker è pronto.',
    stopping: 'Finisco quello che è in corso. Un altro Ctrl-C ferma subito.',
  },
  en: {
    ready: 'The worker is ready.',
    stopping: 'Finishing what is under way. Another Ctrl-C stops at once.',
  },
}

/** `rampa worker`: does audits, beside others or alone. */
export const run: RunCommand = async (args, lang) => {
  readOptions(args, {})
  const config = readEnvironment()
  if (!config.databaseUrl) throw needsPostgres()
  const stopped = untilStopped()
  const worker = await startWorkerProcess(config, openLog(config))
  say(WORDS[lang].ready)
  await stopped
  if (process.stdout.isTTY) say(WORDS[lang].stopping)
  await worker.stop()
  return 0
}

const needsPostgres = () =>
  new StartRefusal({
    it: 'Con il database incorporato i controlli li fa già «rampa serve». Per più worker usa PostgreSQL e scrivi il suo indirizzo in DATABASE_URL.',
    en: 'With the embedded database “rampa serve” does the audits itself. For more workers use PostgreSQL and put its address in DATABASE_URL.',
  })
