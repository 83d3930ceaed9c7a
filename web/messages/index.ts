import type { it } from './it.ts'

/** Every word on screen. Italian is the model that other languages satisfy. */
export type Messages = typeof it

/** Only the language on screen is downloaded. */
export async function loadWords(lang: 'it' | 'en'): Promise<Messages> {
  return lang === 'it' ? (await import('./it.ts')).it : (await import('./en.ts')).en
}
