import { expect, test } from 'vitest'
import type { FetchResult, GuardedFetch } from '../../scanner/crawl/fetch.ts'
import { readStatement } from '../../scanner/statement.ts'

const UUID = '01234567-89ab-cdef-0123-456789abcdef'
const LEGACY = `https://form.agid.gov.it/view/${UUID}/`
const SERVICE = `https://form.agid.gov.it/api/v1/agid-form/dichiarazione-accessibilita/dichiarazione-by-old-id/${UUID}`
const PAGE = { text: 'Dichiarazione di accessibilità', links: [] }

const answer = (status: number, body = ''): FetchResult => ({
  ok: true,
  status,
  headers: {},
  finalUrl: '',
  body: new TextEncoder().encode(body),
  isTruncated: false,
})
const down: FetchResult = { ok: false, failure: { code: 'timeout', detail: '' } }

/** Answers by address; notes what was asked for and what the browser opened. */
function world(answers: Readonly<Record<string, FetchResult>>, page: typeof PAGE | null = PAGE) {
  const asked: string[] = []
  const opened: string[] = []
  const fetch: GuardedFetch = async (url) => {
    asked.push(url)
    return answers[url] ?? answer(200)
  }
  const readPage = async (url: string) => {
    opened.push(url)
    return page
  }
  return { asked, opened, read: (href: string) => readStatement(href, fetch, readPage) }
}

test('an old address is opened under its new one, and reported under the link’s own', async () => {
  const agid = world({ [SERVICE]: answer(200, '{"idPubblicazione":"/comuni/montalto/dichiarazione"}') })
  expect(await agid.read(LEGACY)).toEqual({ href: LEGACY, outcome: 'ok', status: 200, ...PAGE })
  expect(agid.opened).toEqual(['https://form.agid.gov.it/comuni%2fmontalto/dichiarazione'])
})

test('a new address is opened without asking the service', async () => {
  const agid = world({})
  const href = 'https://form.agid.gov.it/comuni%2fmontalto/dichiarazione'
  expect(await agid.read(href)).toMatchObject({ outcome: 'ok' })
  expect(agid.asked).toEqual([href])
})

test.each([
  ['is down', down],
  ['does not know it', answer(404)],
  ['answers with a page', answer(200, '<html>')],
  ['answers null', answer(200, 'null')],
  ['answers a number', answer(200, '{"idPubblicazione":7}')],
  ['answers nothing', answer(200, '{"idPubblicazione":""}')],
])('when the service %s, the old address itself is opened', async (_what, service) => {
  const agid = world({ [SERVICE]: service })
  await agid.read(LEGACY)
  expect(agid.opened).toEqual([LEGACY])
})

test('whatever the service says, the address stays on AGID’s server', async () => {
  const agid = world({ [SERVICE]: answer(200, '{"idPubblicazione":"//evil.example/@x/../dichiarazione"}') })
  await agid.read(LEGACY)
  expect(agid.opened.map((url) => new URL(url).host)).toEqual(['form.agid.gov.it'])
})

test.each([
  ['no answer at all', down, 0],
  ['a server error', answer(503), 503],
  ['too many requests', answer(429), 429],
  ['a firewall', answer(403), 403],
  ['a request that took too long', answer(408), 408],
])('%s is AGID’s trouble, not the site’s', async (_what, reply, status) => {
  const agid = world({ [LEGACY]: reply, [SERVICE]: down })
  expect(await agid.read(LEGACY)).toMatchObject({ outcome: 'unreachable', status, text: '' })
  expect(agid.opened).toEqual([])
})

test.each([404, 410])('an address that is gone (%d) is the site’s to mend', async (status) => {
  const agid = world({ [LEGACY]: answer(status), [SERVICE]: answer(404) })
  expect(await agid.read(LEGACY)).toMatchObject({ outcome: 'http-error', status })
})

test('a page that the browser could not read is unreachable', async () => {
  expect(await world({}, null).read(LEGACY)).toMatchObject({ outcome: 'unreachable', status: 200 })
})
