import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../../api/middleware/session.ts'
import type { List } from '../../api/shapes/common.ts'
import type { Finding, FindingDetail, Recheck } from '../../api/shapes/findings.ts'
import type { Audit, Counts, Site } from '../../api/shapes/sites.ts'
import { type DemoServer, serveDemo } from '../../scanner/demo/serve.ts'
import { openRealServer, type RealServer } from '../helpers/real-server.ts'
import { signInto } from '../helpers/signed-in.ts'

// The whole of it: the server with its embedded database and worker, a site with faults, its repair.

let server: RealServer
let demo: DemoServer
let cookie = ''
let url = ''

beforeAll(async () => {
  demo = await serveDemo('with-barriers')
  server = await openRealServer({ RAMPA_PRIVATE_HOSTS: new URL(demo.url).host }, { hasScreens: false })
  url = server.url
  const { token } = await signInto(server.running.deps.db, { role: 'administrator' })
  cookie = `${sessionCookie(url)}=${token}`
})

afterAll(async () => {
  await server.close()
  await demo.close()
})

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

async function until<T>(look: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look()
    if (isRight(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function audited(siteId: string): Promise<Audit> {
  const { id } = await ask<Audit>('POST', `/sites/${siteId}/audits`)
  return until(
    () => ask<Audit>('GET', `/audits/${id}`),
    ({ finishedAt }) => finishedAt !== null,
  )
}

const findingsOf = async (siteId: string, query = 'outcome=failed') =>
  (await ask<List<Finding>>('GET', `/findings?siteId=${siteId}&${query}&limit=200`)).items

let site: Site

test('a site that is added by its address is audited, and its findings are listed', async () => {
  site = await ask<Site>('POST', '/sites', { startUrl: demo.url, name: 'Sito di prova' })
  const audit = await audited(site.id)
  expect(audit).toMatchObject({ status: 'concluded', problem: '' })
  expect(audit.summary?.audited).toBeGreaterThan(20)
  const findings = await findingsOf(site.id)
  expect(findings.length).toBe(audit.summary?.issues)
  expect(findings.every(({ isNew, status }) => isNew && status === 'open')).toBe(true)
  const { counts } = await ask<Site>('GET', `/sites/${site.id}`)
  expect(counts.open).toBe(findings.length)
})

test('every format of the report can be had, pictures included', async () => {
  const [last] = (await ask<List<Audit>>('GET', `/sites/${site.id}/audits`)).items
  for (const format of ['html', 'json', 'csv', 'xlsx', 'earl', 'sarif', 'junit', 'md']) {
    const answer = await fetch(`${url}/api/audits/${last?.id}/report?format=${format}`, {
      headers: { cookie },
    })
    expect(answer.status).toBe(200)
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
  }
})

test('a finding is assigned, decided and opened again; all of it is told', async () => {
  const [first, second] = await findingsOf(site.id)
  if (!first || !second) throw new Error('The demo site has faults.')
  const assigned = await ask<Finding>('POST', `/findings/${first.id}/assign`, {
    supplier: 'Web Agency',
    dueOn: '2099-01-31',
  })
  expect(assigned).toMatchObject({
    status: 'assigned',
    dueOn: '2099-01-31',
    assigned: { supplier: 'Web Agency' },
  })
  const decided = await ask<Finding>('POST', `/findings/${second.id}/decide`, {
    scope: 'component',
    verdict: 'accepted',
    reason: 'will-be-replaced',
    note: 'Il nuovo tema arriva a marzo.',
  })
  expect(decided.status).toBe('decided')
  const detail = await ask<FindingDetail>('GET', `/findings/${second.id}`)
  await ask('DELETE', `/decisions/${detail.decisions[0]?.id}`)
  const after = await ask<FindingDetail>('GET', `/findings/${second.id}`)
  expect(after.status).toBe('open')
  expect(after.events.map(({ kind }) => kind)).toEqual(['undone', 'decided', 'appeared'])
})

test('a check that finds the fault still there says so, and takes the claim back', async () => {
  const fault = (await findingsOf(site.id, 'rule=image-alt-quality'))[0]
  if (!fault) throw new Error('The demo site has such a fault.')
  await ask('POST', `/findings/${fault.id}/claim`)
  const { id } = await ask<Recheck>('POST', `/findings/${fault.id}/recheck`, {})
  const done = await until(
    () => ask<Recheck>('GET', `/rechecks/${id}`),
    ({ status }) => status === 'done',
  )
  expect(done.verdict).toBe('still-there')
  await until(
    () => ask<FindingDetail>('GET', `/findings/${fault.id}`),
    ({ status }) => status === 'open',
  )
})

test('after the repair a check proves it, and two audits prove all the rest', async () => {
  const port = Number(new URL(demo.url).port)
  await demo.close()
  demo = await serveDemo('repaired', port)
  const fault = (await findingsOf(site.id, 'rule=image-alt-quality'))[0]
  if (!fault) throw new Error('The demo site has such a fault.')
  const { id } = await ask<Recheck>('POST', `/findings/${fault.id}/recheck`, {})
  const done = await until(
    () => ask<Recheck>('GET', `/rechecks/${id}`),
    ({ status }) => status === 'done',
  )
  expect(done).toMatchObject({ verdict: 'fixed', problem: '' })
  expect((await ask<FindingDetail>('GET', `/findings/${fault.id}`)).status).toBe('verified-fixed')

  await audited(site.id)
  const once = (await ask<Site>('GET', `/sites/${site.id}`)).counts
  expect(once.open).toBeGreaterThan(0)
  const { summary } = await audited(site.id)
  const twice: Counts = (await ask<Site>('GET', `/sites/${site.id}`)).counts
  expect(summary).toMatchObject({ issues: 0, newCount: 0 })
  expect(twice.open).toBe(0)
  expect(twice.verifiedFixed).toBe(once.open + once.verifiedFixed)
})

test('a site that is down fails with a sentence that says what to do', async () => {
  const { id } = await ask<Site>('POST', '/sites', { startUrl: 'https://non-esiste.invalid/' })
  const audit = await audited(id)
  expect(audit.status).toBe('failed')
  expect(audit.problem).toContain('non-esiste.invalid')
})
