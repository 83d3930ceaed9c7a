import { expect, test } from 'vitest'
import { testApp } from '../helpers/app.ts'

const { ask } = await testApp()

test('a wrong token is refused with a sentence', async () => {
  const answer = await ask('GET', '/api/me', undefined, { authorization: 'Bearer rampa_wrong' })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ code: 'token-refused' })
})
