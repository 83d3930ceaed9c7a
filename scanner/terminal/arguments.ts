import { parseArgs } from 'node:util'
import { OptionError, type ScanOptionsInput } from '../options.ts'
import type { Text } from '../rules/rule.ts'

/** What `rampa audit …` was asked to do beyond the scan itself. */
export interface AuditCommand {
  readonly kind: 'audit'
  readonly input: ScanOptionsInput
  readonly urlsFile: string | null
  readonly out: string
  readonly formats: readonly string[]
  readonly baseline: string | null
  readonly failOn: 'any' | 'new' | 'none'
  readonly lang: 'it' | 'en'
  readonly verbosity: 'quiet' | 'normal' | 'verbose'
}

export type Command =
  | AuditCommand
  | { readonly kind: 'check'; readonly file: string; readonly audit: AuditCommand }
  | { readonly kind: 'help'; readonly lang: 'it' | 'en' }
  | { readonly kind: 'version' }

const OPTIONS = {
  scope: { type: 'string' },
  urls: { type: 'string' },
  'max-pages': { type: 'string' },
  'max-discovered': { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'ignore-robots': { type: 'boolean' },
  'allow-private': { type: 'boolean' },
  seed: { type: 'string' },
  level: { type: 'string' },
  'best-practices': { type: 'boolean' },
  lighthouse: { type: 'string' },
  concurrency: { type: 'string' },
  rate: { type: 'string' },
  'page-timeout': { type: 'string' },
  'no-pictures': { type: 'boolean' },
  out: { type: 'string' },
  format: { type: 'string' },
  lang: { type: 'string' },
  baseline: { type: 'string' },
  'fail-on': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/** @throws OptionError when the words make no command. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = readArguments(args)
  const lang = values.lang === 'en' ? 'en' : 'it'
  const [name, ...rest] = positionals
  if (values.version) return { kind: 'version' }
  if (values.help || !name || name === 'help') return { kind: 'help', lang }
  if (name !== 'audit' && name !== 'check') {
    throw refuse(
      `Il comando «${name}» non esiste. I comandi sono audit e check; «rampa --help» li spiega.`,
      `There is no command “${name}”. The commands are audit and check; “rampa --help” explains them.`,
    )
  }
  const audit = auditCommand(values, name === 'audit' ? rest : [])
  if (name === 'audit') {
    if (rest.length === 0 && !audit.urlsFile) {
      throw refuse(
        'Manca l’indirizzo del sito. Scrivi, per esempio: rampa audit https://www.comune.esempio.it/',
        'The site’s address is missing. Write, e.g.: rampa audit https://www.comune.esempio.it/',
      )
    }
    return audit
  }
  const [file] = rest
  if (!file || rest.length > 1) {
    throw refuse(
      '«rampa check» vuole un file HTML, oppure - per leggere da standard input.',
      '“rampa check” takes one HTML file, or - to read standard input.',
    )
  }
  return { kind: 'check', file, audit }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('. ')[0] : ''
    const option = /'(-[^'\s]+)/.exec(detail ?? '')?.[1] ?? ''
    throw refuse(
      `L’opzione ${option} non esiste o è scritta male. «rampa --help» elenca le opzioni.`,
      `The option ${option} does not exist or is badly written. “rampa --help” lists the options.`,
    )
  }
}

type Values = ReturnType<typeof readArguments>['values']

function auditCommand(values: Values, startUrls: readonly string[]): AuditCommand {
  const failOn = values['fail-on'] ?? (values.baseline ? 'new' : 'any')
  if (failOn !== 'any' && failOn !== 'new' && failOn !== 'none') {
    throw refuse('--fail-on vuole uno di: any, new, none.', '--fail-on takes one of: any, new, none.')
  }
  if (failOn === 'new' && !values.baseline) {
    throw refuse(
      '--fail-on new vuole anche --baseline, il rapporto con cui confrontare.',
      '--fail-on new also needs --baseline, the report to compare with.',
    )
  }
  return {
    kind: 'audit',
    input: scanInput(values, startUrls),
    urlsFile: values.urls ?? null,
    out: values.out ?? 'rampa-report',
    formats: (values.format ?? 'html,json')
      .split(',')
      .map((format) => format.trim())
      .filter(Boolean),
    baseline: values.baseline ?? null,
    failOn,
    lang: values.lang === 'en' ? 'en' : 'it',
    verbosity: values.quiet ? 'quiet' : values.verbose ? 'verbose' : 'normal',
  }
}

/** Options that were not written are left out, so that their defaults apply. */
function scanInput(values: Values, startUrls: readonly string[]): ScanOptionsInput {
  const input: Record<string, unknown> = {
    startUrls: [...startUrls],
    scope: values.scope,
    maxPages: values['max-pages'],
    maxDiscovered: values['max-discovered'],
    include: values.include,
    exclude: values.exclude,
    ignoreRobots: values['ignore-robots'],
    allowPrivate: values['allow-private'],
    seed: values.seed,
    level: values.level,
    bestPractices: values['best-practices'],
    lighthouse: values.lighthouse,
    concurrency: values.concurrency,
    pagesPerSecond: values.rate,
    pageTimeoutMs: values['page-timeout'],
    lang: values.lang,
    pictures: values['no-pictures'] ? false : undefined,
  }
  const written = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(written) as unknown as ScanOptionsInput
}

function refuse(it: string, en: string): OptionError {
  const text: Text = { it, en }
  return new OptionError(text)
}
