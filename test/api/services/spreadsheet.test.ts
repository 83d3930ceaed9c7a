import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { sheet } from '../../../api/services/spreadsheet.ts'
import { FORMULA } from '../../helpers/report.ts'

interface Item {
  readonly name: string
  readonly count: number | null
}
const COLUMNS = { Nome: ({ name }: Item) => name, Quanti: ({ count }: Item) => count }
const ITEMS: readonly Item[] = [
  { name: 'Perché; «sì»\n"forse"', count: 3 },
  { name: FORMULA, count: null },
]
const NAMES = ['+1', '-1', '@a', '\t=1', '|a', ' =1+1']

test('CSV opens in an Italian spreadsheet: mark, semicolons, quotes', async () => {
  const answer = await sheet('csv', 'prova', ITEMS, COLUMNS)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rampa-prova.csv"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(parse(Buffer.from(bytes), { delimiter: ';', bom: true })).toEqual([
    ['Nome', 'Quanti'],
    ['Perché; «sì»\n"forse"', '3'],
    [`'${FORMULA}`, ''],
  ])
})

test.each(NAMES)('%j is text and no formula', async (name) => {
  const text = await (await sheet('csv', 'prova', [{ name, count: 1 }], COLUMNS)).text()
  expect(parse(text, { delimiter: ';', bom: true })[1]).toEqual([`'${name}`, '1'])
})

test('XLSX holds the same, numbers as numbers', async () => {
  const answer = await sheet('xlsx', 'prova', ITEMS, COLUMNS)
  const book = new exceljs.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const rows = book.worksheets[0]
  expect(rows?.getCell('A1').value).toBe('Nome')
  expect(rows?.getCell('B2').value).toBe(3)
  expect(rows?.getCell('A3').value).toBe(`'${FORMULA}`)
})
