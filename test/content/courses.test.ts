import { expect, test } from 'vitest'
import { CONTENT, knownTo } from '../../api/services/catalogue.ts'
import { checkContent, faultLine, inspectInJsdom, readContent } from '../../learning/index.ts'

test('every course, lesson and exercise is without a fault, and every exercise is proved', {
  timeout: 120_000,
}, async () => {
  const content = await readContent(CONTENT)
  // Facts that have grown old are for `rampa content check` to tell, not for a test that was green yesterday.
  const today =
    content.lessons
      .map(({ value }) => value.verified)
      .sort()
      .at(-1) ?? ''
  const faults = await checkContent(content, { known: knownTo(CONTENT), inspect: inspectInJsdom, today })
  expect(content.courses.length).toBeGreaterThan(0)
  expect(faults.map(faultLine)).toEqual([])
})
