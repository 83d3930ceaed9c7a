import { beforeEach, describe, expect, test } from 'vitest'
import type { Imported, ImportPreview } from '../../api/shapes/people.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'

const app = await testApp()
const { db } = app.deps
let administrator: Person

beforeEach(async () => {
  await emptyDatabase(app.database)
  administrator = await app.signIn('administrator', { office: 'Anagrafe' })
})

const base64 = (file: string | Uint8Array) => Buffer.from(file).toString('base64')
const it = { 'accept-language': 'it' }
async function preview(file: string | Uint8Array): Promise<ImportPreview> {
  const answer = await administrator.ask('POST', '/api/people-import/preview', { file: base64(file) }, it)
  expect(answer.status).toBe(200)
  return (await answer.json()) as ImportPreview
}
async function bring(file: string, sendsInvitations = false): Promise<Imported> {
  const body = { file: base64(file), sendsInvitations }
  const answer = await administrator.ask('POST', '/api/people-import', body, it)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Imported
}

const GOOD = `Nome;E-mail;Ruolo;Ufficio
Prima Persona;prima@esempio.it;dipendente;Anagrafe
Seconda Persona;SECONDA@esempio.it;Redazione;
`

describe('a preview', () => {
  test.each([
    ['semicolons', GOOD],
    ['commas', GOOD.replaceAll(';', ',')],
    ['a mark at the beginning', `\uFEFF${GOOD}`],
    ['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
    ['columns in another order', 'ufficio;email;nome\nanagrafe;prima@esempio.it;Prima Persona\n'],
  ])('reads %s and writes nothing', async (_, file) => {
    const { rows, faults } = await preview(file)
    expect(faults).toEqual([])
    expect(rows[0]).toMatchObject({ name: 'Prima Persona', email: 'prima@esempio.it', state: 'new' })
    expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1)
  })

  test('reads what old spreadsheets write', async () => {
    const bytes = Buffer.from('Nome;E-mail\nNicolò D’Esempio;n@esempio.it\n'.replace('’', '\x92'), 'latin1')
    expect((await preview(bytes)).rows[0]?.name).toBe('Nicolò D’Esempio')
  })

  test('tells line, column and what is expected of every fault', async () => {
    const { rows, faults } = await preview(`Nome;E-mail;Ruolo;Ufficio
;prima@;capo;Non esiste
Prima Persona;prima@esempio.it;responsabile di ufficio;
Seconda Persona;seconda@esempio.it;;
Seconda Persona;seconda@esempio.it;;
`)
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 'nome'],
      [2, 'e-mail'],
      [2, 'ruolo'],
      [2, 'ufficio'],
      [3, 'ufficio'],
      [5, 'e-mail'],
    ])
    expect(faults[3]?.expected).toContain('Anagrafe')
    expect(faults[5]?.expected).toContain('riga 4')
    expect(rows.map(({ state }) => state)).toEqual(['faulty', 'faulty', 'new', 'faulty'])
  })

  test.each([
    ['without a column for addresses', 'Nome;Telefono\nPrima;1\n', 'e-mail'],
    ['with quotes left open', 'Nome;E-mail\n"Prima;prima@esempio.it\n', ''],
    ['with nothing in it', '', ''],
  ])('of a file %s says so', async (_, file, column) => {
    const { rows, faults } = await preview(file)
    expect(rows).toEqual([])
    expect(faults).toMatchObject([{ column }])
  })
})

describe('an import', () => {
  test('brings in what is new, once, and is written down', async () => {
    expect(await bring(GOOD)).toEqual({ added: 2, invited: 0, present: 0 })
    expect(await bring(GOOD)).toEqual({ added: 0, invited: 0, present: 2 })
    expect((await preview(GOOD)).rows.map(({ state }) => state)).toEqual(['present', 'present'])
    expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
    const log = await db.selectFrom('audit_log').select(['action', 'data']).orderBy('id').execute()
    expect(log[0]).toMatchObject({ action: 'people.imported', data: { added: 2 } })
  })

  test('sends invitations when asked to, and not a second time', async () => {
    expect(await bring(GOOD, true)).toEqual({ added: 0, invited: 2, present: 0 })
    expect(await bring(GOOD, true)).toEqual({ added: 0, invited: 0, present: 2 })
    const mails = await db.selectFrom('mail').select('recipient').orderBy('recipient').execute()
    expect(mails.map(({ recipient }) => recipient)).toEqual(['prima@esempio.it', 'seconda@esempio.it'])
  })

  test('leaves out rows with faults', async () => {
    expect(await bring(`${GOOD}Terza;terza@;;\n`)).toMatchObject({ added: 2 })
  })

  test('makes nobody of another organisation a member without their yes', async () => {
    const other = await app.signIn('employee', {
      organisationId: await app.addOrganisation('Altro'),
    })
    const { email } = await db
      .selectFrom('person')
      .select('email')
      .where('id', '=', other.personId)
      .executeTakeFirstOrThrow()
    expect(await bring(`Nome;E-mail\nQualcuno;${email}\n`)).toEqual({ added: 0, invited: 1, present: 0 })
  })

  test('of nothing but faults is refused; of others than administrators too', async () => {
    const body = { file: base64('Nome;E-mail\nTerza;terza@\n'), sendsInvitations: false }
    expect((await administrator.ask('POST', '/api/people-import', body)).status).toBe(422)
    const { organisationId } = administrator
    const manager = await app.signIn('accessibility-manager', { organisationId })
    expect((await manager.ask('POST', '/api/people-import', body)).status).toBe(403)
  })
})
