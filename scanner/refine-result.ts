import type { PageResult } from './audit-page.ts'
import { asksToSignIn, challengeBy } from './crawl/challenge.ts'
import type { Failure } from './failure.ts'

export interface Asked {
  readonly url: string
  /** The start of the site: it may ask to sign in, and is never taken for an error page. */
  readonly isStart: boolean
  /** Text digest of the page that a made-up address gives with status 200, or null. */
  readonly notFoundDigest: string | null
}

/** What only several answers together tell: challenges, error pages with status 200, doors. */
export function refineResult(asked: Asked, result: PageResult): PageResult {
  const seen = result.ok
    ? { status: result.status, headers: result.headers, title: result.title, text: result.text }
    : {
        status: result.status,
        headers: result.headers,
        title: result.page?.title ?? '',
        text: result.page?.text ?? '',
      }
  const challenge = result.ok || result.page ? challengeBy(seen) : undefined
  if (challenge) return failedAs(result, { code: 'blocked', detail: challenge })
  if (!result.ok) return result
  if (asksToSignIn(asked.url, result.finalUrl, result.hasPasswordField)) {
    return failedAs(result, { code: 'login-needed', detail: result.finalUrl })
  }
  const isErrorPage = !asked.isStart && result.links.textDigest === asked.notFoundDigest
  return isErrorPage ? failedAs(result, { code: 'soft-404', detail: '' }) : result
}

function failedAs(result: PageResult, failure: Failure): PageResult {
  const { finalUrl, chain, status, headers } = result
  return { ok: false, finalUrl, failure, chain, status, headers, mediaType: '', page: null }
}
