import { afterAll, beforeAll, expect, test } from 'vitest'
import { runLighthouse } from '../../../scanner/collect/lighthouse.ts'
import { type DemoServer, serveDemo } from '../../../scanner/demo/serve.ts'

let server: DemoServer
beforeAll(async () => {
  server = await serveDemo('repaired')
})
afterAll(() => server.close())

const options = { lang: 'it', allowPrivate: true, isStopped: () => false } as const

test('a page is measured in a process of its own, in Italian, all categories', async () => {
  const [result] = await runLighthouse([{ id: 'p1', finalUrl: server.url }], options)
  expect(result?.problem).toBe('')
  expect(Object.keys(result?.scores ?? {})).toEqual(
    expect.arrayContaining(['performance', 'accessibility', 'seo']),
  )
  expect(result?.metrics.largestContentfulPaintMs).toBeGreaterThan(0)
  expect(result?.audits.map(({ title }) => title).join(' ')).toMatch(/\b(di|della|delle|non)\b/)
})

test('the private network stays closed, and a failure is told, not thrown', async () => {
  const [result] = await runLighthouse([{ id: 'p1', finalUrl: server.url }], {
    ...options,
    allowPrivate: false,
  })
  expect(result?.problem).not.toBe('')
  expect(result?.scores).toEqual({})
})

test('a stopped audit measures nothing more', async () => {
  expect(
    await runLighthouse([{ id: 'p1', finalUrl: server.url }], { ...options, isStopped: () => true }),
  ).toEqual([])
})
