import { beforeEach, expect, test } from 'vitest'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'

const app = await testApp()
const { db } = app.deps
let manager: Person
let siteId = ''

beforeEach(async () => {
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
  siteId = await addSite(db, manager.organisationId)
})

const findingId = async (key: string) =>
  (await db.selectFrom('finding').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
const pageId = async (path: string) =>
  (await db.selectFrom('page').select('id').where('url', 'like', `%${path}`).executeTakeFirstOrThrow()).id
const statusFor = async (who: Person, path: string) =>
  (await who.ask('GET', `/api/pages/${await pageId(path)}`)).status

test('a page is there for whoever sees all, and for others only with something of theirs on it', async () => {
  await auditOf(db, siteId, {
    findings: [fault('a'), fault('b', { pages: ['p2'] })],
    paths: ['/uno', '/due'],
  })
  const editor = await app.signIn('editor', {
    organisationId: manager.organisationId,
    office: 'Anagrafe',
  })
  const stranger = await app.signIn('administrator')
  expect(await statusFor(manager, '/uno')).toBe(200)
  expect(await statusFor(stranger, '/uno')).toBe(404)
  expect(await statusFor(editor, '/uno')).toBe(404)
  await manager.ask('POST', `/api/findings/${await findingId('a')}/assign`, { personId: editor.personId })
  expect(await statusFor(editor, '/uno')).toBe(200)
  expect(await statusFor(editor, '/due')).toBe(404)
})

test('a page is there for the office that answers for it, also with nothing wrong on it', async () => {
  await auditOf(db, siteId, { paths: ['/uno'] })
  const editor = await app.signIn('editor', {
    organisationId: manager.organisationId,
    office: 'Anagrafe',
  })
  expect(await statusFor(editor, '/uno')).toBe(404)
  await db.updateTable('page').set({ office_id: editor.officeId }).execute()
  expect(await statusFor(editor, '/uno')).toBe(200)
})
