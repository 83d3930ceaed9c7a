import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import { neutral } from '../../scanner/index.ts'

type Cell = string | number | null
/** Header → how to read its cell from an item. */
export type Columns<T> = Readonly<Record<string, (item: T) => Cell>>

const safe = (value: Cell): Cell => (typeof value === 'string' ? neutral(value) : value)

/** A spreadsheet cell takes this many characters. */
const MAX_CELL = 32_000
const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Opens in an Italian spreadsheet: semicolons, and a mark that says UTF-8. */
function toCsv<T>(items: readonly T[], columns: Columns<T>): string {
  const rows = items.map((item) => Object.values(columns).map((read) => safe(read(item)) ?? ''))
  return stringify([Object.keys(columns), ...rows], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
  })
}

async function toXlsx<T>(items: readonly T[], columns: Columns<T>): Promise<Uint8Array<ArrayBuffer>> {
  const cell = (value: Cell) =>
    typeof value === 'string' ? { value: value.slice(0, MAX_CELL), type: String } : { value }
  const header = Object.keys(columns).map((name) => ({ value: name, fontWeight: 'bold' as const }))
  const rows = items.map((item) => Object.values(columns).map((read) => cell(safe(read(item)))))
  const buffer = await writeXlsxFile([header, ...rows] as never, { stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(buffer)
}

/** A list as a file to download. */
export async function sheet<T>(
  format: 'csv' | 'xlsx',
  name: string,
  items: readonly T[],
  columns: Columns<T>,
): Promise<Response> {
  const content = format === 'csv' ? toCsv(items, columns) : await toXlsx(items, columns)
  return new Response(content, {
    headers: {
      'content-type': MEDIA_TYPES[format],
      'content-disposition': `attachment; filename="rampa-${name}.${format}"`,
    },
  })
}
