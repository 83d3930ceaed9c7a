import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import pino, { type Logger } from 'pino'
import { type Config, readConfig } from '../config.ts'
import { StartRefusal } from '../refusal.ts'

export type Lang = 'it' | 'en'

/** A sub-command: its words, and the status that the process ends with. */
export type RunCommand = (args: readonly string[], lang: Lang) => Promise<number>

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** The environment, completed by the file `.env` where Rampa is started; what is set already wins. */
export function readEnvironment(): Config {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  // In a terminal somebody reads the greeting; elsewhere a program reads the log.
  const quiet = process.stdout.isTTY ? { LOG_LEVEL: 'warn' } : {}
  return readConfig({ ...quiet, ...process.env })
}

export const openLog = ({ logLevel }: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })

/** @throws StartRefusal when the words make no command */
export function readOptions<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options: { ...options, lang: { type: 'string' } } }).values
  } catch (error) {
    const named = error instanceof Error ? (/'(-?[^'\s]+)/.exec(error.message)?.[1] ?? '') : ''
    throw new StartRefusal({
      it: `«${named}» non fa parte di questo comando, o gli manca il valore. «rampa --help» spiega i comandi.`,
      en: `“${named}” is no part of this command, or lacks its value. “rampa --help” explains the commands.`,
    })
  }
}

/** ms. npm and the terminal both pass on one Ctrl-C: what comes this soon is the same one. */
const SAME_SIGNAL_MS = 500

/** Waits for SIGTERM or SIGINT. From then on a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt: number | undefined
    const onSignal = () => {
      if (stoppedAt === undefined) {
        stoppedAt = performance.now()
        resolve()
      } else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) process.exit(130)
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal)
  })
}
