import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reportFormats } from '../../../scanner/reports/index.ts'
import { report } from '../../helpers/report.ts'

const TEXT_FORMATS = reportFormats.filter(({ id }) => id !== 'xlsx' && id !== 'pdf')

test.each(TEXT_FORMATS)('$id is written as it was reviewed', async ({ extension, render }) => {
  const file = new URL(`../../golden/report.${extension}`, import.meta.url)
  const written = String(await render(report(), {}))
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, written)
  expect(written).toBe(readFileSync(file, 'utf8'))
})
