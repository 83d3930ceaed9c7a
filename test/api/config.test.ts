import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ConfigError, readConfig } from '../../api/config.ts'

const faultsOf = (environment: Readonly<Record<string, string>>): ConfigError => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('No fault was found.')
}

test('without any variable Rampa runs on this machine, on the embedded database, with the demo', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    url: 'http://localhost:3000',
    databaseUrl: null,
    hasDemo: true,
    smtp: null,
    oidc: null,
  })
})

test('every fault is named, in both languages, without the values', () => {
  const { text } = faultsOf({
    PORT: 'tremila',
    DATABASE_URL: 'mysql://anna:segreto@db/rampa',
    RAMPA_SECRET: 'corto',
    SMTP_URL: 'smtp://posta.comune.it',
    OIDC_ISSUER: 'https://accesso.comune.it',
  })
  for (const words of [text.it, text.en]) {
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'RAMPA_SECRET',
      'SMTP_FROM',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
    ]) {
      expect(words).toContain(`  ${name}: `)
    }
    expect(words).not.toMatch(/segreto|corto|tremila/)
  }
})

test('a variable without a value counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 3000 })
})

test('on PostgreSQL there is a demo only when it is asked for', () => {
  const DATABASE_URL = 'postgres://db/rampa'
  expect(readConfig({ DATABASE_URL }).hasDemo).toBe(false)
  expect(readConfig({ DATABASE_URL, RAMPA_DEMO: '1' }).hasDemo).toBe(true)
  expect(readConfig({ RAMPA_DEMO: '0' }).hasDemo).toBe(false)
})

describe('what is written about the environment', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const source = read('api/config.ts')
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name)

  test('the variables are found in the source', () => {
    expect(names).toContain('DATABASE_URL')
    expect(names.length).toBeGreaterThan(15)
  })

  test('each has its line in the table of the README', () => {
    const table = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n')
    expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([])
  })

  test.each(['compose.yaml', 'Dockerfile'])('%s sets none that does not exist', (path) => {
    const set = [...read(path).matchAll(/\b((?:RAMPA|SMTP|OIDC)_[A-Z_]+|DATABASE_URL|LOG_LEVEL)\b/g)].map(
      ([name]) => name,
    )
    const known = [...names, 'RAMPA_CHROME']
    expect(set.filter((name) => !known.includes(name))).toEqual([])
  })

  test('compose.yaml starts commands that `rampa` has, and the image builds by a script that npm has', () => {
    const commands = [...read('api/rampa.ts').matchAll(/import\('\.\/commands\/(\w+)\.ts'\)/g)].map(
      ([, name]) => name,
    )
    const { services } = parse(read('compose.yaml'), { merge: true }) as {
      services: Record<string, { image: string; command?: string[] }>
    }
    const ours = Object.values(services).filter(({ image }) => image === 'rampa')
    expect(ours.flatMap(({ command }) => command ?? [])).toEqual(['serve', 'worker'])
    expect(commands).toEqual(expect.arrayContaining(['serve', 'worker']))

    const { bin, scripts } = JSON.parse(read('package.json')) as {
      bin: { rampa: string }
      scripts: Record<string, string>
    }
    const image = read('Dockerfile')
    expect(image).toContain(`ENTRYPOINT ["tini", "--", "node", "${bin.rampa}"]`)
    for (const [, name = ''] of image.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(name)
  })
})
