import { createRoute } from '@hono/zod-openapi'
import type { Finding } from '../../scanner/index.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { rateLimit } from '../services/rate-limit.ts'
import * as shapes from '../shapes/findings.ts'
import { body, json, refusals } from './shared.ts'

/** Few at a time: a list of eighty faults helps nobody to begin. */
const MOST_SHOWN = 5
const OCCURRENCES_SHOWN = 5
/** A check opens a browser. */
const CHECKS_PER_MINUTE = 10

const NOTE = {
  it: 'Una macchina vede solo una parte dei problemi. Rileggi anche tu: il testo è chiaro? Le immagini sono descritte? Si capisce dove porta ogni link?',
  en: 'A machine sees only some of the problems. Read it yourself too: is the text clear? Are the images described? Is it plain where each link leads?',
}

const check = createRoute({
  method: 'post',
  path: '/check',
  tags: ['Check before publishing'],
  summary: 'What an editor should put right in a page or a piece of HTML, most harmful first',
  request: { body: body(shapes.checkInput) },
  responses: { 200: json(shapes.checkResult, 'At most five findings.'), ...refusals },
})

export const checks = (deps: Deps) =>
  createRouter().openapi(check, async (c) => {
    const { actor } = allowed(c, 'check.run')
    const limit = { limit: CHECKS_PER_MINUTE, windowS: 60 }
    await rateLimit(deps.db, `check:${actor.personId ?? actor.organisationId}`, limit, deps.now())
    const lang = c.get('lang') ?? 'it'
    const input = c.req.valid('json')
    const report = await deps.scanner.check(
      input.kind === 'url' ? { kind: 'url', url: input.url, lang } : { kind: 'html', html: input.html, lang },
    )
    const findings = report.findings.filter((finding) => isEditors(finding, input.kind)).slice(0, MOST_SHOWN)
    return c.json({ findings: findings.map(toShown), note: NOTE[lang] }, 200)
  })

/** What the editor who wrote the content can put right; a fragment is the editor's own, whole. */
function isEditors({ owner, outcome }: Finding, kind: 'url' | 'html'): boolean {
  return outcome !== 'unstable' && (kind === 'html' || owner === 'editorial')
}

const toShown = (finding: Finding) => ({
  rule: finding.rule,
  title: finding.title,
  impact: finding.impact,
  outcome: finding.outcome,
  wcag: [...finding.wcag],
  help: finding.help,
  howToFix: finding.howToFix,
  occurrences: finding.occurrences
    .slice(0, OCCURRENCES_SHOWN)
    .map(({ html, message, where }) => ({ html, message, where })),
})
