import { buildWeb } from '../build-web.ts'
import { findFirstAdministrator } from '../db/queries/accounts.ts'
import { type Running, startServer } from '../main.ts'
import { demoState } from '../services/demo.ts'
import { LINK_MINUTES, makeSignInLink } from '../services/sign-in-link.ts'
import {
  type Lang,
  openLog,
  type RunCommand,
  readEnvironment,
  readOptions,
  say,
  untilStopped,
} from './command.ts'

const WORDS = {
  it: {
    building: 'Preparo le pagine di Rampa…',
    ready: (url: string) => `Rampa è pronta: ${url}`,
    link: (link: string) =>
      `\nPer entrare apri questo indirizzo entro ${LINK_MINUTES} minuti; vale una volta sola.\n  ${link}\n`,
    demo: (url: string) => `Il Comune di Pietrachiara, immaginario, è su ${url}`,
    auditing: 'Il suo primo controllo è in corso.',
    enter: 'Per entrare senza e-mail: ferma Rampa e scrivi «npx rampa link --email INDIRIZZO».',
    enterBesides: 'Per entrare senza e-mail: «npx rampa link --email INDIRIZZO».',
    worker: 'I controlli li fa «rampa worker»: avviane almeno uno con lo stesso DATABASE_URL.',
    stop: 'Ctrl-C ferma Rampa.',
    stopping: 'Finisco quello che è in corso. Un altro Ctrl-C ferma subito.',
  },
  en: {
    building: 'Preparing the pages of Rampa…',
    ready: (url: string) => `Rampa is ready: ${url}`,
    link: (link: string) =>
      `\nTo sign in, open this address within ${LINK_MINUTES} minutes; it works once.\n  ${link}\n`,
    demo: (url: string) => `The Comune di Pietrachiara, a fictional one, is at ${url}`,
    auditing: 'Its first audit is under way.',
    enter: 'To sign in without e-mail: stop Rampa and write “npx rampa link --email ADDRESS”.',
    enterBesides: 'To sign in without e-mail: “npx rampa link --email ADDRESS”.',
    worker: 'Audits are done by “rampa worker”: start one at least, with the same DATABASE_URL.',
    stop: 'Ctrl-C stops Rampa.',
    stopping: 'Finishing what is under way. Another Ctrl-C stops at once.',
  },
}

/** `rampa serve`: the web app and the API; with the embedded database, the worker too. */
export const run: RunCommand = async (args, lang) => {
  const { 'no-build': isBuilt } = readOptions(args, { 'no-build': { type: 'boolean' } })
  const config = readEnvironment()
  if (!isBuilt) await buildWeb(config.webFolder, () => say(WORDS[lang].building))
  const stopped = untilStopped()
  const running = await startServer(config, openLog(config))
  await greet(running, lang)
  await stopped
  if (process.stdout.isTTY) say(WORDS[lang].stopping)
  await running.stop()
  return 0
}

async function greet({ deps, demoUrl, isFirstStart }: Running, lang: Lang): Promise<void> {
  const words = WORDS[lang]
  const { config, db } = deps
  say(words.ready(config.url))
  const demo = demoUrl ? await demoState(db) : 'none'
  const administrator =
    typeof demo === 'object' ? await findFirstAdministrator(db, demo.organisation_id) : null
  if (demoUrl && administrator) {
    say(words.link(await makeSignInLink(deps, administrator)))
    say(words.demo(demoUrl))
    if (isFirstStart) say(words.auditing)
  } else say(config.databaseUrl ? words.enterBesides : words.enter)
  if (config.databaseUrl) say(words.worker)
  if (process.stdout.isTTY) say(words.stop)
}
