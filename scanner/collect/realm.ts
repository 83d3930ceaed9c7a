import type { Frame, JSHandle } from 'puppeteer'

/**
 * Puppeteer's isolated world of a frame: it sees the same document, but scripts of the page cannot reach into
 * it, and natives that the page replaced are whole there. Puppeteer has it, but does not publish its type.
 */
export interface Realm {
  evaluate<T>(code: string | ((...args: never[]) => T), ...args: unknown[]): Promise<Awaited<T>>
  evaluateHandle(code: string | ((...args: never[]) => unknown), ...args: unknown[]): Promise<JSHandle>
}

export const realmOf = (frame: Frame): Realm =>
  (frame as unknown as { isolatedRealm(): Realm }).isolatedRealm()
