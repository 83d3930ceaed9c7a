import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Role } from '../db/schema.ts'
import type { ImportFault } from '../shapes/people.ts'

type Lang = 'it' | 'en'
export interface FileRow {
  readonly line: number
  readonly name: string
  readonly email: string
  /** As written. */
  readonly role: string
  readonly office: string
  /** What it means; undefined: the row has a fault. */
  readonly means?: { readonly role: Role; readonly officeId: string | null }
}
export interface PeopleFile {
  readonly rows: readonly FileRow[]
  readonly faults: readonly ImportFault[]
}

/** Rows. More are better brought in parts that somebody can read through. */
const MOST_ROWS = 1_000

/** Names of columns, and other names that files give them. */
const COLUMNS = {
  name: ['nome', 'nome e cognome', 'nominativo', 'name'],
  email: ['e-mail', 'email', 'mail', 'posta elettronica'],
  role: ['ruolo', 'role'],
  office: ['ufficio', 'office'],
} as const
type Column = keyof typeof COLUMNS

/** Who administers is not brought by a file: that is decided one person at a time. */
const ROLES: Readonly<Record<string, Role>> = {
  '': 'employee',
  dipendente: 'employee',
  employee: 'employee',
  redazione: 'editor',
  redattore: 'editor',
  editor: 'editor',
  'responsabile di ufficio': 'office-manager',
  'office-manager': 'office-manager',
  'responsabile dell’accessibilità': 'accessibility-manager',
  "responsabile dell'accessibilità": 'accessibility-manager',
  'accessibility-manager': 'accessibility-manager',
}

const EXPECTED = {
  it: {
    file: `un CSV con al massimo ${MOST_ROWS} righe, virgolette chiuse e un’intestazione`,
    header: (names: string) => `una colonna che si chiami ${names}`,
    name: 'nome e cognome, al massimo 120 caratteri',
    email: 'un indirizzo intero, per esempio nome@comune.it',
    twice: (line: number) => `una sola volta la stessa persona con lo stesso ruolo: è già alla riga ${line}`,
    role: 'uno di: dipendente, redazione, responsabile di ufficio, responsabile dell’accessibilità',
    office: (names: string) => `uno degli uffici dell’ente: ${names || 'ancora nessuno'}`,
    officeMissing: 'l’ufficio di cui è responsabile',
  },
  en: {
    file: `a CSV of at most ${MOST_ROWS} rows, with closed quotes and a header`,
    header: (names: string) => `a column called ${names}`,
    name: 'the full name, 120 characters at most',
    email: 'a whole address, e.g. name@comune.it',
    twice: (line: number) => `the same person with the same role only once: they are on line ${line} already`,
    role: 'one of: employee, editor, office-manager, accessibility-manager',
    office: (names: string) => `one of the offices of the organisation: ${names || 'none yet'}`,
    officeMissing: 'the office that they answer for',
  },
}

/** Old spreadsheets write Windows-1252, which is hardly ever valid UTF-8 once there is an accent. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads a file of people, and tells every fault with its line, its column and what is expected. */
export function readPeople(
  bytes: Uint8Array,
  offices: readonly { readonly id: string; readonly name: string }[],
  lang: Lang,
): PeopleFile {
  const text = textOf(bytes)
  const records = recordsOf(text)
  if ('line' in records) return whole(records.line, '', EXPECTED[lang].file)
  const [header, ...body] = records
  if (!header || body.length > MOST_ROWS) return whole(0, '', EXPECTED[lang].file)
  const names = header.cells.map(key)
  const at = (column: Column) =>
    names.findIndex((name: string) => (COLUMNS[column] as readonly string[]).includes(name))
  const missing = (['name', 'email'] as const).find((column) => at(column) < 0)
  if (missing) {
    const [name] = COLUMNS[missing]
    return whole(header.line, name, EXPECTED[lang].header(name))
  }
  const cell = (cells: readonly string[], column: Column) => cells[at(column)]?.trim() ?? ''
  const rows = body.map(({ line, cells }) => ({
    line,
    name: cell(cells, 'name'),
    email: cell(cells, 'email').toLowerCase(),
    role: cell(cells, 'role'),
    office: cell(cells, 'office'),
  }))
  return judged(rows, offices, lang)
}

const key = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
const whole = (line: number, column: string, expected: string): PeopleFile => ({
  rows: [],
  faults: [{ line, column, expected }],
})

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

function recordsOf(text: string): readonly Line[] | { readonly line: number } {
  const first = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)))
  const delimiter = first.split(';').length >= first.split(',').length ? ';' : ','
  try {
    const found = parse(text, {
      delimiter,
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as readonly {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    return found
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (error instanceof CsvError) return { line: Number(error.lines ?? 0) }
    throw error
  }
}

const name = z
  .string()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u)
const email = z.email().max(254)

function judged(
  rows: readonly FileRow[],
  offices: readonly { readonly id: string; readonly name: string }[],
  lang: Lang,
): PeopleFile {
  const expected = EXPECTED[lang]
  const seen = new Map<string, number>()
  const faults: ImportFault[] = []
  const read = rows.map((row): FileRow => {
    const role = ROLES[key(row.role)]
    const office = offices.find((one) => key(one.name) === key(row.office))
    const identity = `${row.email}\n${role}\n${office?.id}`
    const twice = seen.get(identity)
    const own: (readonly [column: Column, expected: string])[] = []
    if (!name.safeParse(row.name).success) own.push(['name', expected.name])
    if (!email.safeParse(row.email).success) own.push(['email', expected.email])
    else if (twice !== undefined) own.push(['email', expected.twice(twice)])
    if (!role) own.push(['role', expected.role])
    if (row.office && !office)
      own.push(['office', expected.office(offices.map((one) => one.name).join(', '))])
    if (role === 'office-manager' && !row.office) own.push(['office', expected.officeMissing])
    if (twice === undefined) seen.set(identity, row.line)
    for (const [column, text] of own) {
      faults.push({ line: row.line, column: COLUMNS[column][0], expected: text })
    }
    if (own.length > 0 || !role) return row
    const isOfAll = role === 'accessibility-manager'
    return { ...row, means: { role, officeId: isOfAll ? null : (office?.id ?? null) } }
  })
  return { rows: read, faults }
}
