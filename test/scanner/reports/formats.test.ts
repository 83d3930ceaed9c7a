import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse as parseCsv } from 'csv-parse/sync'
import exceljs from 'exceljs'
import jsonld from 'jsonld'
import { parse as parseJunit } from 'junit2json'
import { describe, expect, test } from 'vitest'
import { CAUSES } from '../../../scanner/failure.ts'
import { htmlReport } from '../../../scanner/reports/html.ts'
import { reportFormats } from '../../../scanner/reports/index.ts'
import type { Report } from '../../../scanner/reports/report.ts'
import { FORMULA, finding, HOSTILE, largeReport, report } from '../../helpers/report.ts'

async function render(id: string, subject: Report = report()): Promise<string | Uint8Array> {
  const format = reportFormats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`no format ${id}`)
  return format.render(subject, {})
}
const text = async (id: string, subject?: Report) => String(await render(id, subject))

describe('JSON', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../scanner/reports/report.schema.json', import.meta.url), 'utf8'),
  )
  const ajv = new Ajv2020.default({ strict: true, allErrors: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)

  test('a report keeps the published schema', async () => {
    validate(JSON.parse(await text('json')))
    expect(validate.errors).toBeNull()
  })

  test('a report without one of its fields is no report, however deep the field', () => {
    // Names of their own live in these, and these fields are not in every report.
    const parents = /(?:engines|coverage\.notAudited|scores|metrics|data)\.[^.]+$/
    const optional = /\.(?:change|picture|matched)$/
    const required = fieldsOf(report()).filter((path) => {
      const name = path.join('.')
      return !parents.test(name) && !optional.test(name)
    })
    expect(required.length).toBeGreaterThan(100)
    const accepted = required.filter((path) => validate(without(report(), path)))
    expect(accepted.map((path) => path.join('.'))).toEqual([])
  })

  test('the schema is called by the version of the contract, not by an address', () => {
    expect(schema.$id).toBe(`urn:rampa:report:${report().schemaVersion}`)
  })

  test('the causes it knows are the ones there are', () => {
    expect(schema.$defs.cause.enum).toEqual(Object.keys(CAUSES))
  })

  test('a field that nobody published is refused', () => {
    expect(validate({ ...report(), surprise: 1 })).toBe(false)
  })
})

describe('HTML', () => {
  test.each(['it', 'en'] as const)('in %s, markup and addresses of audited pages never act', async (lang) => {
    const page = await text('html', report({ lang }))
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
    expect(page).not.toMatch(/href="javascript:/i)
    expect(page).toContain(`<html lang="${lang}">`)
    expect(page).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/)
  })

  test('it says how many addresses were found, audited and not', async () => {
    expect(await text('html')).toContain('2 controllati + 2 non controllati = 4 indirizzi trovati.')
  })

  test('every link inside the file leads somewhere, also when the file has no room for all', async () => {
    const page = await text('html', largeReport())
    const ids = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id))
    const dead = Array.from(page.matchAll(/href="#([^"]*)"/g), ([, id]) => id).filter((id) => !ids.has(id))
    expect(dead).toEqual([])
  })

  test('a report of 1,000 pages with its pictures stays under 5 MB', async () => {
    const picture = `data:image/jpeg;base64,${'A'.repeat(12_000)}`
    const page = String(await htmlReport.render(largeReport(), { picture: () => picture }))
    expect(page).toContain(picture)
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000)
  })

  test('a list that is cut says so', async () => {
    expect(await text('html', largeReport())).toContain('Qui i primi 500 di 3000')
  })

  test('titles and addresses of any length do not make it heavier', async () => {
    const heavy = largeReport()
    const pages = heavy.pages.map((page) => ({ ...page, title: page.title.repeat(120) }))
    expect(Buffer.byteLength(await text('html', { ...heavy, pages }))).toBeLessThan(5_000_000)
  })
})

describe('spreadsheets', () => {
  test('the CSV opens with semicolons and a byte order mark, and no cell is a formula', async () => {
    const csv = await text('csv')
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const rows: string[][] = parseCsv(csv, { delimiter: ';', bom: true })
    expect(rows).toHaveLength(1 + 5)
    expect(rows.flat()).toContain(`'${FORMULA}`)
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([])
  })

  test('the workbook has a sheet for each list, with the same facts', async () => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(Buffer.from((await render('xlsx')) as Uint8Array) as never)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Riepilogo',
      'Problemi',
      'Punti',
      'Pagine',
      'Criteri',
      'Non controllate',
      'File collegati',
    ])
    expect(workbook.getWorksheet('Punti')?.rowCount).toBe(1 + 5)
    expect(workbook.getWorksheet('Problemi')?.getCell('B3').value).toBe(`'${FORMULA}`)
  })
})

/** Every path to a field that must be there, through the first entry of each list. */
function fieldsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (Array.isArray(value)) return value.length > 0 ? fieldsOf(value[0], [...path, '0']) : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...fieldsOf(inner, [...path, key])])
}

function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.map((entry, at) => (String(at) === key ? without(entry, rest) : entry))
  const fields = Object.entries(value ?? {})
  return rest.length === 0
    ? Object.fromEntries(fields.filter(([name]) => name !== key))
    : Object.fromEntries(fields.map(([name, inner]) => [name, name === key ? without(inner, rest) : inner]))
}

test('EARL expands as JSON-LD, with an assertion for each occurrence and criterion', async () => {
  const noNetwork = async (url: string): Promise<never> => {
    throw new Error(`asked for ${url}`)
  }
  const expanded = await jsonld.expand(JSON.parse(await text('earl')), { documentLoader: noNetwork })
  const assertions = (expanded as Record<string, unknown>[]).filter((node) =>
    String(node['@type']).includes('http://www.w3.org/ns/earl#Assertion'),
  )
  expect(assertions).toHaveLength(5 + 2 + 1)
  const outcomes = JSON.stringify(assertions)
  for (const outcome of ['failed', 'cantTell', 'untested'])
    expect(outcomes).toContain(`http://www.w3.org/ns/earl#${outcome}`)
})

test('SARIF keeps the standard’s own schema and carries the identities', async () => {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  )
  const schema = JSON.parse(readFileSync(path, 'utf8'))
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false })
  addFormats.default(ajv)
  const validate = ajv.compile({ ...schema, id: undefined, $schema: undefined })
  const sarif = JSON.parse(await text('sarif'))
  validate(sarif)
  expect(validate.errors).toBeNull()
  expect(sarif.runs[0].results[0].partialFingerprints).toEqual({
    'rampaFinding/v1': 'f1:0001',
    'rampaComponent/v1': 'c1:0001',
  })
  // An identity that a baseline does not find would read as a fault put right.
  expect(sarif.runs[0].results).toHaveLength(5)
  // §3.27.10: what is for review has no level.
  for (const { kind, level } of sarif.runs[0].results) expect(level === 'none').toBe(kind === 'review')
})

test('JUnit is read by another parser, with failures and what is to be judged apart', async () => {
  const suites = await parseJunit(await text('junit'))
  expect(suites).toMatchObject({ failures: 3, skipped: 2 + 2 })
})

test('Markdown does not carry markup of audited pages along', async () => {
  const summary = await text(
    'md',
    report({ findings: [finding({ title: `${HOSTILE} [x](javascript:alert(1)) | a` })] }),
  )
  expect(summary).not.toContain('<script>')
  expect(summary).not.toContain('](javascript')
})
