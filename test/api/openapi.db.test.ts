import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import type { ApiDocument } from '../../api/openapi.ts'
import { Problem } from '../../api/problem.ts'
import { reportFormats } from '../../scanner/index.ts'
import { testApp } from '../helpers/app.ts'
import { Contract, type Operation, operationsOf, seededId, UNKNOWN } from '../helpers/openapi.ts'
import { seedSite } from '../helpers/seed.ts'

const { ask, deps, signIn, addOffice } = await testApp({
  scanner: {
    version: '0.0.0',
    formats: reportFormats,
    check: () => Promise.reject(new Problem(422, 'cannot-visit', { it: 'No.', en: 'No.' })),
  },
})
const document = (await (await ask('GET', '/api/openapi.json')).json()) as ApiDocument
const contract = new Contract(document)
const operations = operationsOf(document)
const named = operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const)
/** Answers that are no JSON: files, pictures, streams. */
const isJson = (mediaType: string) => /json/.test(mediaType)

describe('the document', () => {
  test('is valid OpenAPI 3.1 for a validator that is not ours', async () => {
    const result = await new Validator().validate(
      structuredClone<object>(document) as Record<string, unknown>,
    )
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  test('has routes, each with a summary, a tag, and how it refuses', () => {
    expect(operations.length).toBeGreaterThan(20)
    const poor = operations.filter(
      ({ summary, tags, statuses }) =>
        !summary || tags.length === 0 || !statuses.some((status) => status.startsWith('4')),
    )
    expect(poor.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('the page for people names every route, and runs no script', async () => {
    const page = await (await ask('GET', '/api/docs')).text()
    for (const { path } of operations) expect(page).toContain(`<code>${path}</code>`)
    expect(page).not.toMatch(/<script|style=|javascript:/i)
    expect(page.match(/<h1/g)).toHaveLength(1)
  })
})

const send = (who: { readonly ask: typeof ask }, operation: Operation, ids: (name: string) => string) =>
  who.ask(
    operation.method,
    contract.addressOf(operation, ids),
    operation.hasBody ? contract.sample(operation.body, ids) : undefined,
  )

describe('nobody is signed in', () => {
  test.each(named.filter(([, { isPublic }]) => !isPublic))('%s answers 401', async (_, operation) => {
    const answer = await send({ ask }, operation, () => UNKNOWN)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('what does not exist', () => {
  const withId = named.filter(([, { path, isPublic }]) => path.includes('{id}') && !isPublic)
  test.each(withId)('%s answers 404', async (_, operation) => {
    const person = await signIn('administrator')
    const answer = await send(person, operation, () => UNKNOWN)
    expect(answer.status).toBe(404)
    expect(contract.faultsOf(operation, 404, 'application/problem+json', await answer.json())).toEqual([])
  })

  test.each(withId)('%s answers 422 to an id that is none', async (_, operation) => {
    const person = await signIn('administrator')
    const answer = await send(person, operation, (name) => (name === 'id' ? "1' or 1=1" : UNKNOWN))
    expect(answer.status).toBe(422)
  })
})

describe('nonsense', () => {
  test.each(named.filter(([, { hasBody }]) => hasBody))('%s answers 422 to it', async (_, operation) => {
    const person = await signIn('administrator')
    const address = contract.addressOf(operation, () => UNKNOWN)
    const answer = await person.ask(operation.method, address, ['nonsense', { a: 1 }])
    expect(answer.status).toBe(422)
    expect(contract.faultsOf(operation, 422, 'application/problem+json', await answer.json())).toEqual([])
  })
})

describe('the answer is what the document promises', () => {
  test.each(named)('%s', async (_, operation) => {
    const person = await signIn('administrator')
    const { organisationId, personId } = person
    const officeId = await addOffice(organisationId, 'Redazione web')
    const { id: trainingId } = await deps.db
      .insertInto('training_assignment')
      .values({ organisation_id: organisationId, content: 'prova', office_id: officeId, note: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const ids = { organisationId, personId, officeId, trainingId }
    const seeded = { ...(await seedSite(deps.db, organisationId)), ...ids }
    const answer = await send(person, operation, seededId(seeded, operation.path))
    expect(answer.status).toBeLessThan(500)
    expect(operation.statuses).toContain(String(answer.status))
    const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? ''
    const body = await answer.text()
    if (operation.method === 'GET' && !operation.isPublic)
      expect(`${answer.status} ${answer.ok ? '' : body}`).toBe('200 ')
    if (isJson(mediaType))
      expect(contract.faultsOf(operation, answer.status, mediaType, JSON.parse(body))).toEqual([])
  })
})
