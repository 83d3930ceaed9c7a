import { readFileSync } from 'node:fs'
import { runAudit } from './commands/audit.ts'
import { runCheck } from './commands/check.ts'
import { Refusal } from './refusal.ts'
import { parseCommand } from './terminal/arguments.ts'
import { HELP } from './terminal/help.ts'

/** Nothing to report at the chosen threshold, findings, or an audit that could not run. */
export type ExitStatus = 0 | 1 | 2

export const version: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version

/** The `rampa` command. Expected refusals are one sentence on standard error and status 2. */
export async function main(args: readonly string[]): Promise<ExitStatus> {
  const lang = args.some((arg, at) => arg === '--lang=en' || (arg === '--lang' && args[at + 1] === 'en'))
    ? 'en'
    : 'it'
  try {
    const command = parseCommand(args)
    if (command.kind === 'help') return say(HELP[command.lang])
    if (command.kind === 'version') return say(`rampa ${version}\n`)
    if (command.kind === 'check') return await runCheck(command.file, command.audit, version)
    return await runAudit(command, version)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.text[lang]}\n`)
    return 2
  }
}

function say(text: string): ExitStatus {
  process.stdout.write(text)
  return 0
}
