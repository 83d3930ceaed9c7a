import type { Tab } from './tab.ts'

const LOOK_EVERY_MS = 1_000

/**
 * Asks the renderer again and again whether it still answers. One that is silent for longer than `freezeMs`,
 * outside the time that a caller declared busy, ends the visit with `page-froze`.
 *
 * @returns stops watching
 */
export function watchForFreeze(tab: Tab, freezeMs: number): () => void {
  let askedAt: number | null = null
  const timer = setInterval(() => {
    const now = performance.now()
    if (askedAt === null) {
      askedAt = now
      // An error is an answer too: the document may have changed under the question.
      const answered = () => {
        askedAt = null
      }
      tab.session.send('Runtime.evaluate', { expression: '1' }).then(answered, answered)
    } else if (now - Math.max(askedAt, tab.busyUntil) > freezeMs) {
      clearInterval(timer)
      tab.fail({ code: 'page-froze', detail: `${Math.round((now - askedAt) / 1000)} s` })
    }
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}
