import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer, FindingDetail, ToJudgeItem } from '../../api/shapes/findings.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'
import { occurrence } from '../helpers/report.ts'

const app = await testApp()
const { db } = app.deps
let manager: Person
let siteId = ''

const DOUBT = fault('a', { outcome: 'cantTell', pages: ['p1', 'p2'], family: 'contrast', priority: 0.9 })
const PICTURED = fault('b', {
  outcome: 'cantTell',
  family: 'mai-vista',
  occurrences: [occurrence({ key: 'b/p1', picture: 'pictures/b.jpg' })],
})

beforeEach(async () => {
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
  siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, {
    paths: ['/', '/b'],
    findings: [DOUBT, PICTURED, fault('c')],
    pictures: ['pictures/b.jpg'],
  })
})

const idOf = async (key: string) =>
  (await db.selectFrom('finding').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
async function toJudge(who: Person, query = '') {
  const answer = await who.ask('GET', `/api/to-judge?${query}`, undefined, { 'accept-language': 'it' })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { items: ToJudgeItem[]; next: string | null; total: number }
}
const say = async (who: Person, key: string, occurrenceKey: string, answer: 'yes' | 'no') =>
  who.ask('POST', '/api/answers', { findingId: await idOf(key), occurrenceKey, answer })
const statusOf = async (key: string) => {
  const answer = await manager.ask('GET', `/api/findings/${await idOf(key)}`)
  const { status, outcome } = (await answer.json()) as FindingDetail
  return `${status} ${outcome}`
}

describe('to be judged', () => {
  test('each place is a question, the weightiest first, with its picture', async () => {
    const { items, total } = await toJudge(manager)
    expect(total).toBe(3)
    expect(
      items
        .map(({ occurrence }) => occurrence.key)
        .slice(0, 2)
        .sort(),
    ).toEqual(['a/p1', 'a/p2'])
    expect(items[0]?.question).toBe('Questo testo si legge a fatica sullo sfondo che ha?')
    expect(items[2]).toMatchObject({
      question: 'Guardando l’elemento: «Problema b» è davvero un problema qui?',
    })
    const url = items[2]?.occurrence.pictureUrl ?? ''
    expect((await manager.ask('GET', url)).headers.get('content-type')).toBe('image/jpeg')
  })

  test('comes page by page', async () => {
    const first = await toJudge(manager, 'limit=2')
    const second = await toJudge(manager, `limit=2&cursor=${first.next}`)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
  })

  test('of one site only', async () => {
    const other = await addSite(db, manager.organisationId, { host: 'altro.esempio.it' })
    expect((await toJudge(manager, `siteId=${other}`)).total).toBe(0)
    expect((await toJudge(manager, `siteId=${siteId}`)).total).toBe(3)
  })
})

describe('answers', () => {
  test('yes makes it a fault like any other', async () => {
    expect((await say(manager, 'a', 'a/p1', 'yes')).status).toBe(201)
    expect(await statusOf('a')).toBe('open failed')
  })

  test('no to every place closes it; taken back, it is asked again', async () => {
    await say(manager, 'a', 'a/p1', 'no')
    expect((await toJudge(manager)).total).toBe(2)
    expect(await statusOf('a')).toBe('open cantTell')
    const last = (await (await say(manager, 'a', 'a/p2', 'no')).json()) as Answer
    expect(await statusOf('a')).toBe('decided cantTell')
    expect((await manager.ask('DELETE', `/api/answers/${last.id}`)).status).toBe(204)
    expect(await statusOf('a')).toBe('open cantTell')
    expect((await toJudge(manager)).total).toBe(2)
  })

  test('a second answer takes the place of the first', async () => {
    await say(manager, 'b', 'b/p1', 'yes')
    await say(manager, 'b', 'b/p1', 'no')
    expect(await statusOf('b')).toBe('decided cantTell')
  })

  test('are for what is to be judged, on elements that are there', async () => {
    expect((await say(manager, 'c', 'c/p1', 'no')).status).toBe(409)
    expect((await say(manager, 'a', 'a/altro', 'no')).status).toBe(404)
  })
})

describe('who', () => {
  test('an editor answers for the office’s pages, and takes back nobody else’s answers elsewhere', async () => {
    const editor = await app.signIn('editor', { organisationId: manager.organisationId, office: 'Tributi' })
    await db.updateTable('page').set({ office_id: editor.officeId }).where('url', 'like', '%/b').execute()
    expect((await toJudge(editor)).items.map(({ finding }) => finding.title)).toEqual([
      'Problema a',
      'Problema a',
    ])
    expect((await say(editor, 'a', 'a/p2', 'no')).status).toBe(201)
    expect((await say(editor, 'b', 'b/p1', 'no')).status).toBe(404)
    const made = (await (await say(manager, 'b', 'b/p1', 'no')).json()) as Answer
    expect((await editor.ask('DELETE', `/api/answers/${made.id}`)).status).toBe(404)
  })

  test('a supplier does not answer', async () => {
    const supplier = await app.signIn('supplier', { organisationId: manager.organisationId })
    expect((await supplier.ask('GET', '/api/to-judge')).status).toBe(403)
    expect((await say(supplier, 'a', 'a/p1', 'no')).status).toBe(403)
  })

  test('another organisation neither sees nor answers', async () => {
    const stranger = await app.signIn('administrator')
    expect((await toJudge(stranger)).total).toBe(0)
    expect((await say(stranger, 'a', 'a/p1', 'no')).status).toBe(404)
    const made = (await (await say(manager, 'a', 'a/p1', 'no')).json()) as Answer
    expect((await stranger.ask('DELETE', `/api/answers/${made.id}`)).status).toBe(404)
  })
})

describe('pictures', () => {
  const urlOf = async () => {
    const { id } = await db.selectFrom('picture').select('id').executeTakeFirstOrThrow()
    return `/api/pictures/${id}`
  }

  test('are kept by the browser, and are what they say', async () => {
    const answer = await manager.ask('GET', await urlOf())
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([255, 216, 255])
  })

  test('belong to who may see what they show', async () => {
    const url = await urlOf()
    const editor = await app.signIn('editor', { organisationId: manager.organisationId, office: 'Tributi' })
    expect((await (await app.signIn('administrator')).ask('GET', url)).status).toBe(404)
    expect((await editor.ask('GET', url)).status).toBe(404)
    await db
      .updateTable('finding')
      .set({ assigned_office_id: editor.officeId })
      .where('key', '=', 'b')
      .execute()
    expect((await editor.ask('GET', url)).status).toBe(200)
    expect((await app.ask('GET', url)).status).toBe(401)
  })
})
