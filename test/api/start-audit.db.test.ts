import { expect, test } from 'vitest'
import { startAudit } from '../../api/services/start-audit.ts'
import { testApp } from '../helpers/app.ts'
import { addSite } from '../helpers/history.ts'

test('how many jobs a worker takes does not say how hard a site is worked', async () => {
  const { deps, signIn } = await testApp({ config: { concurrency: 12 } })
  const { organisationId } = await signIn('accessibility-manager')
  const siteId = await addSite(deps.db, organisationId)
  const site = await deps.db
    .selectFrom('site')
    .select(['id', 'start_url', 'options'])
    .where('id', '=', siteId)
    .executeTakeFirstOrThrow()
  const auditId = await startAudit(deps, { site, trigger: 'api', personId: null })
  const { options } = await deps.db
    .selectFrom('audit')
    .select('options')
    .where('id', '=', auditId)
    .executeTakeFirstOrThrow()
  expect(options).toMatchObject({ concurrency: null, pagesPerSecond: null })
})
