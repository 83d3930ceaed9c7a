import { afterAll, expect, test } from 'vitest'
import { InspectionFailed, inspectInJsdom, openInspector } from '../../learning/index.ts'

const WANTED = { axe: ['image-alt', 'empty-heading'], names: ['a'], contrasts: [] }
const PAGE = '<h1>Orari</h1><img src="a.png"><a href="#"><img src="b.png" alt="Avvisi"></a>'
/** Much markup, each piece of which axe has to look at. */
const HEAVY = `<h1>Orari</h1>${'<p><img src="a.png"><a href="#x">Avviso</a></p>'.repeat(20_000)}`

const inspector = openInspector({ threads: 1, timeoutMs: 20_000 })
afterAll(() => inspector.close())

test('a thread says what jsdom says here', async () => {
  expect(await inspector.inspect(PAGE, WANTED)).toEqual(await inspectInJsdom(PAGE, WANTED))
})

test('inspections wait for each other, and each gets its own answer', async () => {
  const names = await Promise.all(
    ['Uno', 'Due', 'Tre'].map((name) => inspector.inspect(`<a href="#">${name}</a>`, WANTED)),
  )
  expect(names.map((seen) => seen.names.a)).toEqual(['Uno', 'Due', 'Tre'])
})

test('a page that takes too long costs its own answer only, and the thread that asks stays free', async () => {
  const hasty = openInspector({ threads: 1, timeoutMs: 3_000 })
  await hasty.inspect(PAGE, WANTED)
  let turns = 0
  const clock = setInterval(() => turns++, 20)
  const heavy = hasty.inspect(HEAVY, WANTED)
  const after = hasty.inspect(PAGE, WANTED)
  await expect(heavy).rejects.toThrow(InspectionFailed)
  clearInterval(clock)
  expect((await after).violations['image-alt']).toHaveLength(1)
  // Inspected here, the page would leave no turn to anything else for as long as it takes.
  expect(turns).toBeGreaterThan(10)
  await hasty.close()
})

test('a page that fills the memory costs its own answer only', async () => {
  const small = openInspector({ threads: 1, timeoutMs: 60_000, maxMemoryMb: 64 })
  await expect(small.inspect(HEAVY.repeat(10), WANTED)).rejects.toThrow(InspectionFailed)
  expect((await small.inspect(PAGE, WANTED)).violations['image-alt']).toHaveLength(1)
  await small.close()
})

test('once closed, whoever waits is told', async () => {
  const closing = openInspector({ threads: 1 })
  const waiting = [closing.inspect(HEAVY, WANTED), closing.inspect(PAGE, WANTED)]
  const told = Promise.allSettled(waiting)
  await closing.close()
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
