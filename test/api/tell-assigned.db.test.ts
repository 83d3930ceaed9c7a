import { beforeEach, expect, test } from 'vitest'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'

const app = await testApp()
const { db } = app.deps
let manager: Person
let editor: Person

beforeEach(async () => {
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
  editor = await member('editor', 'Anagrafe')
  const siteId = await addSite(db, manager.organisationId)
  const many = Array.from({ length: 23 }, (_, at) => fault(`f${at}`, { priority: 1 - at / 100 }))
  await auditOf(db, siteId, { findings: many })
})

const member = (role: Parameters<typeof app.signIn>[0], office: string) =>
  app.signIn(role, { organisationId: manager.organisationId, office })
const ids = async (count: number) =>
  (await db.selectFrom('finding').select('id').orderBy('priority', 'desc').limit(count).execute()).map(
    ({ id }) => id,
  )
const mails = () =>
  db.selectFrom('mail').select(['recipient', 'subject', 'body']).orderBy('recipient').execute()
const addressOf = async ({ personId }: Person) =>
  (await db.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow()).email

async function assign(count: number, to: Record<string, unknown>, who = manager) {
  const action = { kind: 'assign', ...to }
  const answer = await who.ask('POST', '/api/findings/bulk', { ids: await ids(count), action })
  expect(answer.status).toBe(200)
}

test('who is given one finding is told what it is, where it is read, and by when', async () => {
  const [id] = await ids(1)
  const answer = await manager.ask('POST', `/api/findings/${id}/assign`, {
    personId: editor.personId,
    dueOn: '2026-12-31',
  })
  expect(answer.status).toBe(200)
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    recipient: await addressOf(editor),
    subject: 'Rampa: una segnalazione è ora tua',
  })
  expect(mail?.body).toContain('Problema f0')
  expect(mail?.body).toContain(`/segnalazioni/${id}`)
  expect(mail?.body).toContain('entro il 31 dicembre 2026')
})

test('many at once make one mail, which counts what it does not list', async () => {
  await assign(23, { personId: editor.personId })
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail?.subject).toBe('Rampa: 23 segnalazioni sono ora tue')
  expect(mail?.body.match(/^- /gm)).toHaveLength(20)
  expect(mail?.body).toContain('e altre 3')
})

test('an office is told person by person, each in their language, but not who did it', async () => {
  const colleague = await member('employee', 'Anagrafe')
  const chief = await member('office-manager', 'Anagrafe')
  await db.updateTable('person').set({ lang: 'en' }).where('id', '=', colleague.personId).execute()
  await db.updateTable('finding').set({ assigned_office_id: chief.officeId }).execute()
  await assign(2, { officeId: chief.officeId }, chief)
  expect((await mails()).map(({ subject }) => subject).sort()).toEqual([
    'Rampa: 2 findings are now your office’s',
    'Rampa: 2 segnalazioni sono ora del tuo ufficio',
  ])
})

test('who asked for no mails gets none; taking back and suppliers tell nobody', async () => {
  await editor.ask('PATCH', '/api/me', { mailNotices: false })
  await assign(1, { personId: editor.personId })
  await assign(1, {})
  await assign(1, { supplier: 'Web Agency' })
  expect(await mails()).toEqual([])
})

test('what is handed over is told to whoever takes it', async () => {
  await assign(3, { personId: editor.personId })
  const heir = await member('editor', 'Tributi')
  const body = { fromPersonId: editor.personId, personId: heir.personId }
  expect(await (await manager.ask('POST', '/api/findings/hand-over', body)).json()).toEqual({ count: 3 })
  const told = (await mails()).filter(({ subject }) => subject === 'Rampa: 3 segnalazioni sono ora tue')
  expect(told.map(({ recipient }) => recipient).sort()).toEqual(
    [await addressOf(editor), await addressOf(heir)].sort(),
  )
})
