import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

/** An option that cannot be used. The sentence says what is wrong and what to write instead. */
export class OptionError extends Refusal {
  override readonly name = 'OptionError'
}

/** A fault of an option's value, in both languages; zod carries it as one string. */
const says = (it: string, en: string) => ({ error: `${it}\n${en}` })

const wholeNumber = (name: string, least: number, most: number) =>
  z.coerce
    .number(says(`${name} vuole un numero intero.`, `${name} takes a whole number.`))
    .int(says(`${name} vuole un numero intero.`, `${name} takes a whole number.`))
    .min(least, says(`${name} vuole almeno ${least}.`, `${name} takes ${least} at the least.`))
    .max(most, says(`${name} vuole al massimo ${most}.`, `${name} takes ${most} at the most.`))

const oneOf = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  z.enum(
    values,
    says(`${name} vuole uno di: ${values.join(', ')}.`, `${name} takes one of: ${values.join(', ')}.`),
  )

const webAddress = z.string().transform((value, context) => {
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(value) && !/^[^/]+:\d+/.test(value) ? value : `https://${value}`
  const url = URL.parse(value.startsWith('http') ? value : withScheme)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    context.addIssue({
      code: 'custom',
      message: `«${value}» non è un indirizzo web. Scrivilo intero, per esempio https://www.comune.esempio.it/\n“${value}” is not a web address. Write it in full, e.g. https://www.comune.esempio.it/`,
    })
    return z.NEVER
  }
  return url.href
})

const scanOptionsSchema = z.object({
  /** Where the site starts. The first one names the site. */
  startUrls: z.array(webAddress).min(1),
  /** Audit just these, in this order; nothing is discovered. */
  urls: z.array(webAddress).nullable().default(null),
  scope: oneOf('--scope', ['site', 'page']).default('site'),
  maxPages: wholeNumber('--max-pages', 1, 100_000).default(500),
  /** Addresses remembered at the most: the guard against endless sites. */
  maxDiscovered: wholeNumber('--max-discovered', 1, 1_000_000).default(20_000),
  /** Pages at the same time; null: as the host bears, see pace.ts. */
  concurrency: wholeNumber('--concurrency', 1, 64).nullable().default(null),
  level: oneOf('--level', ['A', 'AA', 'AAA']).default('AA'),
  bestPractices: z.boolean().default(false),
  lighthouse: oneOf('--lighthouse', ['sample', 'all', 'none']).default('none'),
  lang: oneOf('--lang', ['it', 'en']).default('it'),
  allowPrivate: z.boolean().default(false),
  /** `host` or `host:port` whose private address the operator vouches for, one by one. */
  privateHosts: z.array(z.string()).default([]),
  ignoreRobots: z.boolean().default(false),
  include: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  /** Decides which pages a sample takes; the same seed takes the same pages. */
  seed: z.string().default('rampa'),
  /** Page starts a second on one host; null: as the host bears. */
  pagesPerSecond: z.coerce
    .number(says('--rate vuole un numero.', '--rate takes a number.'))
    .positive(says('--rate vuole un numero maggiore di zero.', '--rate takes a number above zero.'))
    .max(50, says('--rate vuole al massimo 50.', '--rate takes 50 at the most.'))
    .nullable()
    .default(null),
  /** A whole visit, all states included. */
  pageTimeoutMs: wholeNumber('--page-timeout', 1_000, 600_000).default(120_000),
  pictures: z.boolean().default(true),
})

export type ScanOptions = Readonly<z.output<typeof scanOptionsSchema>>
export type ScanOptionsInput = z.input<typeof scanOptionsSchema>

/** @throws OptionError with every fault, one a line. */
export function parseScanOptions(input: ScanOptionsInput): ScanOptions {
  const result = scanOptionsSchema.safeParse(input)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => issue.message.split('\n'))
  throw new OptionError({
    it: lines.map(([it = '']) => it).join('\n'),
    en: lines.map(([it = '', en = it]) => en).join('\n'),
  })
}

/**
 * Two audits with the same hash looked for the same things in the same way. Speed, language of the report
 * and what is done with the result do not enter.
 */
export function configHash(options: ScanOptions, engines: Readonly<Record<string, string>>): string {
  const { startUrls, urls, scope, maxPages, maxDiscovered, level, bestPractices, include, exclude, seed } =
    options
  const meaningful = {
    startUrls,
    urls,
    scope,
    maxPages,
    maxDiscovered,
    level,
    bestPractices,
    ignoreRobots: options.ignoreRobots,
    include,
    exclude,
    seed,
    engines,
  }
  return createHash('sha256').update(JSON.stringify(meaningful)).digest('hex').slice(0, 32)
}
