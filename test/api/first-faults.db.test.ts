import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'

const kit = await testApp()
const { db } = kit.deps

beforeEach(() => emptyDatabase(kit.database))

/** A site of this organisation with an audit under way that has seen this. */
async function auditUnderWay(
  organisationId: string,
  seen: readonly (readonly [rule: string, verdict: string])[][],
) {
  const site = await db
    .insertInto('site')
    .values({
      organisation_id: organisationId,
      name: 'Sito',
      start_url: 'https://www.comune.esempio.it/',
      host: 'www.comune.esempio.it',
      options: JSON.stringify({
        maxPages: 10,
        include: [],
        exclude: [],
        level: 'AA',
        bestPractices: false,
        pictures: false,
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const audit = await db
    .insertInto('audit')
    .values({ site_id: site.id, status: 'running', trigger: 'person', options: '{}', config_hash: 'x' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [place, sightings] of seen.entries()) {
    await db
      .insertInto('audit_visit')
      .values({
        audit_id: audit.id,
        place,
        mode: 'audit',
        url: `https://www.comune.esempio.it/${place}`,
        level: 0,
        status: 'done',
        record: JSON.stringify({ sightings: sightings.map(([rule, verdict]) => ({ rule, verdict })) }),
      })
      .execute()
  }
  return audit.id
}

test('the weightiest faults of an audit under way come first, with how many places and pages', async () => {
  const person = await kit.signIn('administrator')
  const auditId = await auditUnderWay(person.organisationId, [
    [
      ['axe-html-has-lang', 'failed'],
      ['axe-image-alt', 'failed'],
      ['axe-image-alt', 'failed'],
      ['axe-link-name', 'cantTell'],
    ],
    [['axe-image-alt', 'failed']],
  ])
  const answer = await person.ask('GET', `/api/audits/${auditId}/first-faults`)
  const { items } = (await answer.json()) as { items: { rule: string; places: number; pages: number }[] }
  expect(items.map(({ rule, places, pages }) => [rule, places, pages])).toEqual([
    ['axe-image-alt', 3, 2],
    ['axe-html-has-lang', 1, 1],
  ])
})

test('words come in the language asked for', async () => {
  const person = await kit.signIn('administrator')
  const auditId = await auditUnderWay(person.organisationId, [[['axe-image-alt', 'failed']]])
  const titleIn = async (lang: string) => {
    const answer = await person.ask('GET', `/api/audits/${auditId}/first-faults`, undefined, {
      'accept-language': lang,
    })
    return ((await answer.json()) as { items: { title: string }[] }).items[0]?.title
  }
  expect(await titleIn('it')).not.toBe(await titleIn('en'))
})

test('who sees only their own findings sees none of them before they are given out', async () => {
  const admin = await kit.signIn('administrator')
  const editor = await kit.signIn('editor', { organisationId: admin.organisationId, office: 'Anagrafe' })
  const auditId = await auditUnderWay(admin.organisationId, [[['axe-image-alt', 'failed']]])
  const answer = await editor.ask('GET', `/api/audits/${auditId}/first-faults`)
  expect(answer.status).toBe(200)
  expect(((await answer.json()) as { items: unknown[] }).items).toEqual([])
})

test('another organisation finds nothing there', async () => {
  const admin = await kit.signIn('administrator')
  const stranger = await kit.signIn('administrator')
  const auditId = await auditUnderWay(admin.organisationId, [[['axe-image-alt', 'failed']]])
  expect((await stranger.ask('GET', `/api/audits/${auditId}/first-faults`)).status).toBe(404)
})
