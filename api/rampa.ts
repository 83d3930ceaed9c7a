import type { Lang, RunCommand } from './commands/command.ts'
import { StartRefusal } from './refusal.ts'

/** Loaded when asked for: `rampa audit` needs no database, `rampa serve` no terminal report. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly run: RunCommand }>>> = {
  serve: () => import('./commands/serve.ts'),
  worker: () => import('./commands/worker.ts'),
  migrate: () => import('./commands/migrate.ts'),
  user: () => import('./commands/user.ts'),
  link: () => import('./commands/link.ts'),
  content: () => import('./commands/content.ts'),
}

/** The `rampa` command. Expected refusals are one sentence on standard error and status 2. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const lang = languageOf(args)
  const isHelp = args.length === 0 || name === 'help' || args.includes('--help') || args.includes('-h')
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load || isHelp) return scannerOrHelp(args, isHelp, lang)
  try {
    const { run } = await load()
    return await run(rest, lang)
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error
    process.stderr.write(`${error.text[lang]}\n`)
    return 2
  }
}

async function scannerOrHelp(args: readonly string[], isHelp: boolean, lang: Lang): Promise<number> {
  const scanner = await import('../scanner/cli.ts')
  if (!isHelp) return scanner.main(args)
  await scanner.main(['--help', '--lang', lang])
  const { PLATFORM_HELP } = await import('./commands/help.ts')
  process.stdout.write(`\n${PLATFORM_HELP[lang]}`)
  return 0
}

const languageOf = (args: readonly string[]): Lang =>
  args.some((arg, at) => arg === '--lang=en' || (arg === '--lang' && args[at + 1] === 'en')) ? 'en' : 'it'
