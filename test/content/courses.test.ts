import { expect, test } from 'vitest'
import { checkContent, faultLine, inspectInJsdom, readContent } from '../../learning/index.ts'
import { criteria } from '../../scanner/standards/wcag.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'

const FOLDER = new URL('../../content', import.meta.url).pathname
const texts = loadRuleTexts('it')

test('every course, lesson and exercise is without a fault, and every exercise is proved', {
  timeout: 120_000,
}, async () => {
  const content = await readContent(FOLDER)
  const faults = await checkContent(content, {
    known: {
      criteria: new Set(criteria.map(({ sc }) => sc)),
      rules: new Set(texts.ids),
      ruleLessons: texts.ids.map((id) => ({
        file: `rules/${id}.it.md`,
        line: 3,
        lesson: texts.of(id).lesson,
      })),
    },
    inspect: inspectInJsdom,
    // Facts that have grown old are for `rampa content check` to tell, not for a test that was green yesterday.
    today:
      content.lessons
        .map(({ value }) => value.verified)
        .sort()
        .at(-1) ?? '',
  })
  expect(content.courses.length).toBeGreaterThan(0)
  expect(faults.map(faultLine)).toEqual([])
})
