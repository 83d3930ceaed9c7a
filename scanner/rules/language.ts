import { eld } from 'eld/medium'

/** Below this there is too little to tell one Romance language from another. */
const MIN_CHARACTERS = 150
const CHUNK_CHARACTERS = 300
const MAX_CHUNKS = 8
/**
 * Measured on municipal notices: real sentences score 0.78 and more; lists of names, Latin, Sicilian, Sardinian,
 * Friulian and mixed texts stay at 0.73 or less.
 */
const MIN_SCORE = 0.76
const MIN_LEAD = 0.08

const displayNames = {
  it: new Intl.DisplayNames(['it'], { type: 'language', fallback: 'none' }),
  en: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }),
}

/** Subtags that are registered, but stand for no language in particular. */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis', 'root'])

/**
 * The primary subtag of a language tag, in its canonical form; null when no such language is registered. What
 * follows the primary subtag does not change which language it is.
 * https://www.w3.org/WAI/standards-guidelines/act/rules/bf051a/
 */
export function primaryLanguage(tag: string): string | null {
  const [, primary] = /^([a-z]{2,3})(-[a-z0-9]{1,8})*$/i.exec(tag.trim()) ?? []
  if (primary === undefined) return null
  if (NO_LANGUAGE.has(primary.toLowerCase())) return null
  const { language } = new Intl.Locale(primary)
  return NO_LANGUAGE.has(language) || displayNames.en.of(language) === undefined ? null : language
}

export const languageName = (code: string, speaker: 'it' | 'en'): string =>
  displayNames[speaker].of(code) ?? code

/** The language a text is surely written in, or null: a doubt is no answer. */
export function languageOf(text: string): string | null {
  if (text.length < MIN_CHARACTERS) return null
  const votes = chunksOf(text).map(surely)
  const [first] = votes
  return first && votes.every((vote) => vote === first) ? first : null
}

/** Whether the detector could have said this language at all. */
export const isDetectable = (code: string): boolean => DETECTABLE.has(code)

const DETECTABLE = new Set(Object.values(eld.info().Languages))

function chunksOf(text: string): string[] {
  const words = text.split(/\s+/)
  const chunks: string[] = []
  let chunk = ''
  for (const word of words) {
    chunk += `${word} `
    if (chunk.length >= CHUNK_CHARACTERS) {
      chunks.push(chunk)
      chunk = ''
    }
    if (chunks.length === MAX_CHUNKS) return chunks
  }
  if (chunk.length >= MIN_CHARACTERS) chunks.push(chunk)
  return chunks
}

function surely(text: string): string | null {
  const result = eld.detect(text)
  const [best, second] = Object.entries(result.getScores()).sort(([, a], [, b]) => b - a)
  if (!best || best[1] < MIN_SCORE || best[1] - (second?.[1] ?? 0) < MIN_LEAD) return null
  return best[0]
}
