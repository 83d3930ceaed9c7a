import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Sentence } from './problem.ts'
import { StartRefusal } from './refusal.ts'

const text = z.string().trim().min(1)
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

const settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Which network the server listens on; a container needs 0.0.0.0. */
  HOST: text.default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  RAMPA_DATA: text.default('./data'),
  RAMPA_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Proves that sign-in state was made here; must be equal on all servers. */
  RAMPA_SECRET: z.string().min(32).optional(),
  /** How many proxies in front are ours, so that the client's address is read from the right place. */
  RAMPA_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Hosts that may be audited although their address is private, by comma. */
  RAMPA_PRIVATE_HOSTS: z.string().default(''),
  RAMPA_CONCURRENCY: z.coerce.number().int().min(1).max(64).optional(),
  /** A demo municipality on an empty database; unless said otherwise only on the embedded one. */
  RAMPA_DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: text.optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_LABEL: text.default('SPID o CIE'),
})

/** Each is nothing without the others. */
const GROUPS = [
  ['SMTP_URL', 'SMTP_FROM'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
] as const

export interface Config {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string | null
  /** Absolute. */
  readonly dataFolder: string
  /** Where people reach Rampa, without a slash at the end. */
  readonly url: string
  readonly secret: string | null
  readonly proxies: number
  readonly privateHosts: readonly string[]
  readonly concurrency: number | null
  readonly hasDemo: boolean
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  readonly smtp: { readonly url: string; readonly from: string } | null
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    readonly label: string
  } | null
  readonly webFolder: string
}

/** The environment is wrong. The message names every fault, one a line. */
export class ConfigError extends StartRefusal {
  override readonly name = 'ConfigError'
}

/** @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // `NAME=` in a settings file means: not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = settings.safeParse(given)
  const missing = GROUPS.filter((names) => names.some((name) => name in given)).flatMap((names) =>
    names.filter((name) => !(name in given)),
  )
  if (!result.success || missing.length > 0) {
    const issues = result.error?.issues ?? []
    const faults = [
      ...issues.map((issue) => ({ name: issue.path.join('.'), text: faultOf(issue) })),
      ...missing.map((name) => ({ name, text: MISSING })),
    ]
    const lines = (lang: 'it' | 'en') => faults.map(({ name, text }) => `  ${name}: ${text[lang]}`).join('\n')
    throw new ConfigError({
      it: `Rampa non può partire: correggi queste variabili d'ambiente (l'elenco è nel README).\n${lines('it')}`,
      en: `Rampa cannot start: correct these environment variables (the list is in the README).\n${lines('en')}`,
    })
  }
  const values = result.data
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    dataFolder: resolve(values.RAMPA_DATA),
    url: (values.RAMPA_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    secret: values.RAMPA_SECRET ?? null,
    proxies: values.RAMPA_PROXIES,
    privateHosts: values.RAMPA_PRIVATE_HOSTS.split(',')
      .map((host) => host.trim())
      .filter(Boolean),
    concurrency: values.RAMPA_CONCURRENCY ?? null,
    hasDemo: values.RAMPA_DEMO ?? values.DATABASE_URL === undefined,
    logLevel: values.LOG_LEVEL,
    smtp: values.SMTP_URL && values.SMTP_FROM ? { url: values.SMTP_URL, from: values.SMTP_FROM } : null,
    oidc:
      values.OIDC_ISSUER && values.OIDC_CLIENT_ID && values.OIDC_CLIENT_SECRET
        ? {
            issuer: values.OIDC_ISSUER,
            clientId: values.OIDC_CLIENT_ID,
            clientSecret: values.OIDC_CLIENT_SECRET,
            label: values.OIDC_LABEL,
          }
        : null,
    webFolder: join(import.meta.dirname, '..', 'web', 'dist'),
  }
}

const MISSING: Sentence = {
  it: 'manca, ma altre dello stesso gruppo ci sono.',
  en: 'is missing, but others of its group are there.',
}

/** A value is never repeated: it may be a password. */
function faultOf(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'too_small': {
      const isText = issue.origin === 'string'
      return {
        it: `vuole almeno ${issue.minimum}${isText ? ' caratteri' : ''}.`,
        en: `must be at least ${issue.minimum}${isText ? ' characters' : ''}.`,
      }
    }
    case 'too_big':
      return { it: `vuole al massimo ${issue.maximum}.`, en: `must be at most ${issue.maximum}.` }
    case 'invalid_value':
      return {
        it: `vuole uno di: ${issue.values.join(', ')}.`,
        en: `must be one of: ${issue.values.join(', ')}.`,
      }
    case 'invalid_format':
      return { it: 'non è un indirizzo valido.', en: 'is not a valid address.' }
    default:
      return { it: 'vuole un numero intero.', en: 'must be a whole number.' }
  }
}
