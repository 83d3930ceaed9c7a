import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../scanner/index.ts'
import { auditScreens, faultsOf } from '../helpers/own-audit.ts'
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
  return auditScreens(server.url, paths)
}

const pathOf = ({ path }: Screen) => path

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
