import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadRuleTexts, parseScanOptions, type Report, scan } from '../../scanner/index.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { id } from './example-data.ts'
import { OPEN_SCREENS, SCREENS, type Screen } from './screens.ts'
import { openStubApi } from './stub-api.ts'
import { openStubFindings } from './stub-findings.ts'

// Rampa passes its own audit: 1280 px and 320 px, at rest and with the focus on each thing in turn.

let built: BuiltWeb
const servers: ServedWeb[] = []

beforeAll(async () => {
  built = await buildWeb()
})

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()))
  built.remove()
})

async function audit(api: Hono, paths: readonly string[]): Promise<Report> {
  const server = await serveWeb(built.folder, api)
  servers.push(server)
  const urls = paths.map((path) => server.url + path)
  return scan(parseScanOptions({ startUrls: urls, urls, allowPrivate: true, pictures: false }), {
    texts: loadRuleTexts('it'),
    version: '0.0.0',
    baseline: null,
    outDir: null,
    now: () => new Date(),
    onEvent: () => undefined,
    isStopped: () => false,
  })
}

const pathOf = ({ path }: Screen) => path

const faultsOf = ({ findings, pages }: Report): string[] =>
  findings
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap(({ rule, occurrences }) =>
      occurrences.map(({ page, state, target, message }) => {
        const url = pages.find(({ id }) => id === page)?.url ?? page
        return `${rule} (${state}) ${new URL(url).pathname} ${target.join(' ')}: ${message}`
      }),
    )

describe('Rampa finds nothing wrong on its own screens', () => {
  test('signed in as an administrator', { timeout: 600_000 }, async () => {
    const report = await audit(openStubApi().app, SCREENS.map(pathOf))
    expect(report.pages).toHaveLength(SCREENS.length)
    expect(faultsOf(report)).toEqual([])
  })

  test('where findings are worked on', { timeout: 300_000 }, async () => {
    const paths = ['/segnalazioni', `/segnalazioni/${id(30)}`, `/pagine/${id(51)}`, '/da-giudicare', '/prova']
    expect(faultsOf(await audit(openStubFindings().app, paths))).toEqual([])
  })

  test('with nobody signed in', { timeout: 300_000 }, async () => {
    const report = await audit(openStubApi(null).app, OPEN_SCREENS.map(pathOf))
    expect(faultsOf(report)).toEqual([])
  })
})
