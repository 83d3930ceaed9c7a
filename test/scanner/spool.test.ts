import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import type { PageRecord } from '../../scanner/findings/sighting.ts'
import { openSpool } from '../../scanner/spool.ts'

const record = (page: string, rule = 'page-title'): PageRecord => ({
  page,
  sightings: [],
  runs: [{ rule, state: 'default', status: 'passed', passedCount: 1 }],
})

async function all(records: AsyncIterable<PageRecord>) {
  const read: PageRecord[] = []
  for await (const one of records) read.push(one)
  return read
}

function spoolForTest() {
  const spool = openSpool()
  onTestFinished(() => spool.close())
  return spool
}

test('records come back in page order, whatever order they were written in', async () => {
  const spool = spoolForTest()
  await Promise.all(['p3', 'p1', 'p2'].map((page) => spool.write(record(page))))
  const pages = (await all(spool.read(['p1', 'p2', 'p3']))).map(({ page }) => page)
  expect(pages).toEqual(['p1', 'p2', 'p3'])
})

test('a page without a record is passed over', async () => {
  const spool = spoolForTest()
  await spool.write(record('p1'))
  expect(await all(spool.read(['p0', 'p1', 'p9']))).toEqual([record('p1')])
})

test('of a page written twice the last record counts', async () => {
  const spool = spoolForTest()
  await spool.write(record('p1', 'first'))
  await spool.write(record('p1', 'last'))
  expect(await all(spool.read(['p1']))).toEqual([record('p1', 'last')])
})

test.each([
  ['line separators', 'a\u2028b\u2029c'],
  ['line ends', 'a\nb\r\nc\u0085d'],
  ['characters of several bytes', 'perché 🏛️ Žilina'],
  ['half a surrogate pair', 'a\ud83cb'],
  ['a text longer than a read', 'è'.repeat(200_000)],
])('%s inside a record change nothing', async (_what, rule) => {
  const spool = spoolForTest()
  await spool.write(record('p1', rule))
  await spool.write(record('p2'))
  expect(await all(spool.read(['p1', 'p2']))).toEqual([record('p1', rule), record('p2')])
})

test('reading may begin before all pages are written', async () => {
  const spool = spoolForTest()
  await spool.write(record('p1'))
  expect(await all(spool.read(['p1']))).toHaveLength(1)
  await spool.write(record('p2'))
  expect(await all(spool.read(['p1', 'p2']))).toHaveLength(2)
})

test('closing leaves nothing on the disk', async () => {
  const before = new Set(readdirSync(tmpdir()))
  const spool = openSpool()
  await spool.write(record('p1'))
  const own = readdirSync(tmpdir()).filter((name) => name.startsWith('rampa-spool-') && !before.has(name))
  spool.close()
  // Another test file may have opened one in between: at least ours is gone.
  expect(own.filter((name) => !existsSync(`${tmpdir()}/${name}`))).not.toEqual([])
})
