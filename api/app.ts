import type { Deps } from './deps.ts'
import { createMetrics } from './metrics.ts'
import { bodyLimit } from './middleware/body-limit.ts'
import { onError } from './middleware/errors.ts'
import { idempotency } from './middleware/idempotency.ts'
import { language } from './middleware/language.ts'
import { origin } from './middleware/origin.ts'
import { limited } from './middleware/rate-limit.ts'
import { requestLog } from './middleware/request-log.ts'
import { security } from './middleware/security.ts'
import { session } from './middleware/session.ts'
import { signedIn } from './middleware/signed-in.ts'
import { notFound } from './problem.ts'
import { createRouter } from './router.ts'
import { answers } from './routes/answers.ts'
import { attempts } from './routes/attempts.ts'
import { auditLog } from './routes/audit-log.ts'
import { audits } from './routes/audits.ts'
import { checks } from './routes/check.ts'
import { courses } from './routes/courses.ts'
import { docs } from './routes/docs.ts'
import { findingWork } from './routes/finding-work.ts'
import { findings } from './routes/findings.ts'
import { firstFaults } from './routes/first-faults.ts'
import { guestLinks } from './routes/guest-links.ts'
import { health } from './routes/health.ts'
import { homes } from './routes/home.ts'
import { invitations } from './routes/invitations.ts'
import { mails } from './routes/mails.ts'
import { myself } from './routes/me.ts'
import { offices } from './routes/offices.ts'
import { oidcSignIn } from './routes/oidc.ts'
import { organisation } from './routes/organisation.ts'
import { pages } from './routes/pages.ts'
import { people } from './routes/people.ts'
import { peopleImport } from './routes/people-import.ts'
import { pictures } from './routes/pictures.ts'
import { readable } from './routes/readable.ts'
import { schedules } from './routes/schedules.ts'
import { sessions } from './routes/sessions.ts'
import { signIn } from './routes/sign-in.ts'
import { siteResults } from './routes/site-results.ts'
import { sites } from './routes/sites.ts'
import { tokens } from './routes/tokens.ts'
import { training } from './routes/training.ts'
import { webApp } from './static.ts'

/** Each of these opens a browser. */
const DEAR = ['/api/check', '/api/findings/:id/recheck', '/api/sites/:id/audits']

/** Everything that answers over HTTP. Each line of `/api` is one noun, one file of `routes/`. */
export function createApp(deps: Deps) {
  const { config, log } = deps
  const metrics = createMetrics(deps)
  const web = webApp(config.webFolder)
  const app = createRouter()
  const answerError = onError(deps)
  app.onError(answerError)
  app.use(requestLog({ log, metrics }), security(config), language())
  app.use('/api/*', bodyLimit(), origin(config), session(deps), signedIn(), idempotency(deps))
  app.on('POST', DEAR, limited(deps, 'visit', { limit: 30, windowS: 60 }))
  app.on('POST', '/api/inspections', limited(deps, 'inspection', { limit: 120, windowS: 60 }))
  app.route('/', health(deps, metrics))
  app.route('/api', signIn(deps))
  app.route('/api', oidcSignIn(deps))
  app.route('/api', myself(deps))
  app.route('/api', sessions(deps))
  app.route('/api', invitations(deps))
  app.route('/api', people(deps))
  app.route('/api', peopleImport(deps))
  app.route('/api', offices(deps))
  app.route('/api', tokens(deps))
  app.route('/api', guestLinks(deps))
  app.route('/api', organisation(deps))
  app.route('/api', mails(deps))
  app.route('/api', auditLog(deps))
  app.route('/api', sites(deps))
  app.route('/api', siteResults(deps))
  app.route('/api', schedules(deps))
  app.route('/api', audits(deps))
  app.route('/api', firstFaults(deps))
  app.route('/api', pages(deps))
  app.route('/api', findings(deps))
  app.route('/api', findingWork(deps))
  app.route('/api', answers(deps))
  app.route('/api', pictures(deps))
  app.route('/api', checks(deps))
  app.route('/api', homes(deps))
  app.route('/api', courses(deps))
  app.route('/api', attempts(deps))
  app.route('/api', training(deps))
  app.route('/api', docs(deps, app))
  app.route('/', readable(deps))
  app.notFound((c) => {
    const isOurs = c.req.method === 'GET' && !c.req.path.startsWith('/api/')
    const file = isOurs ? web(c) : undefined
    if (file) return file
    // Returned, not thrown: what middleware adds after its `next` belongs to this answer too.
    return answerError(nothingHere(), c)
  })
  return app
}

const nothingHere = () =>
  notFound(
    'Questo indirizzo non esiste. Controlla come è scritto.',
    'There is nothing at this address. Check how it is written.',
  )

export type * from './shapes/common.ts'
export type * from './shapes/findings.ts'
export type * from './shapes/learning.ts'
export type * from './shapes/people.ts'
export type * from './shapes/sites.ts'
export type * from './shapes/training.ts'
