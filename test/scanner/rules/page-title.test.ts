import { expect, test } from 'vitest'
import { pageTitle } from '../../../scanner/rules/page-title.ts'
import { evidenceOf } from './build.ts'

test.each([
  [null, 'failed', 'missing'],
  [' \u00a0\n', 'failed', 'empty'],
  ['---', 'failed', 'generic'],
  ['Untitled Document', 'failed', 'generic'],
  ['Nuova pagina 1', 'failed', 'generic'],
  ['index.html', 'failed', 'fileName'],
  ['https://www.comune.montalto.it/atti', 'failed', 'address'],
  ['HOME', 'cantTell', 'vague'],
  ['Home: Comune di Montalto', 'passed', 'named'],
  ['Albo pretorio', 'passed', 'named'],
])('the title %j: %s, %s', (title, verdict, message) => {
  expect(pageTitle.evaluate(evidenceOf({ title }))).toMatchObject([{ verdict, message }])
})
