import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { tick } from '../../api/jobs/tick.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'

let clock = new Date('2026-12-01T09:00:00Z')
const app = await testApp({ now: () => clock })
const { db } = app.deps
let clerk: Person

beforeEach(async () => {
  await emptyDatabase(app.database)
  clock = new Date('2026-12-01T09:00:00Z')
  clerk = await app.signIn('employee', { office: 'Anagrafe' })
})

async function assign(content: string, dueOn: string, createdAt = '2026-12-01T08:00:00Z') {
  await db
    .insertInto('training_assignment')
    .values({
      organisation_id: clerk.organisationId,
      content,
      office_id: clerk.officeId,
      due_on: dueOn,
      note: '',
      created_at: createdAt,
    })
    .execute()
}
async function on(day: string): Promise<readonly string[]> {
  clock = new Date(`${day}T09:00:00Z`)
  await db.deleteFrom('mail').execute()
  await tick(app.deps)
  await tick(app.deps)
  return (await db.selectFrom('mail').select('body').execute()).map(({ body }) => body)
}

test('a week before, on the day and once after: one mail each, with everything in it', async () => {
  await assign('prova', '2026-12-20')
  await assign('prova/01-uno', '2026-12-20')
  expect(await on('2026-12-12')).toEqual([])
  const [week, ...more] = await on('2026-12-13')
  expect(more).toEqual([])
  expect(week?.match(/entro il 20\/12\/2026/g)).toHaveLength(2)
  expect(await on('2026-12-14')).toEqual([])
  expect((await on('2026-12-20'))[0]).toContain('entro oggi')
  expect((await on('2026-12-21'))[0]).toContain('la data era il 20/12/2026')
  expect(await on('2026-12-22')).toEqual([])
})

test('a day on which Rampa did not run is made up for', async () => {
  await assign('prova', '2026-12-20')
  expect(await on('2026-12-16')).toHaveLength(1)
})

test('what was asked within the week is reminded on its day only', async () => {
  await assign('prova', '2026-12-04')
  expect(await on('2026-12-02')).toEqual([])
  expect(await on('2026-12-04')).toHaveLength(1)
})

test('nobody is written to at night', async () => {
  await assign('prova', '2026-12-20')
  clock = new Date('2026-12-13T06:30:00Z')
  await tick(app.deps)
  expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
})

test('who is done, or wants no such mails, gets none', async () => {
  await assign('prova/01-uno', '2026-12-20')
  await db.updateTable('person').set({ mail_notices: false }).where('id', '=', clerk.personId).execute()
  expect(await on('2026-12-13')).toEqual([])
  await db.updateTable('person').set({ mail_notices: true }).where('id', '=', clerk.personId).execute()
  const skills = (await app.deps.catalogue()).lessons.get('prova/01-uno')?.skills ?? []
  await db
    .insertInto('attempt')
    .values({
      id: randomUUID(),
      person_id: clerk.personId,
      exercise: 'prova-avviso',
      rev: 1,
      skills: [...skills],
      evidence: 'produced',
      ended_at: '2026-12-10T08:00:00Z',
      passed: true,
      is_critical: false,
      faults: 0,
      hints: 0,
      saw_solution: false,
      active_ms: 60_000,
      minutes: 5,
      score: 1,
    })
    .execute()
  expect(await on('2026-12-14')).toEqual([])
})
