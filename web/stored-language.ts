const KEY = 'rampa-lang'

/** What this browser was last set to; else Italian, unless the browser itself speaks only something else. */
export function storedLanguage(): 'it' | 'en' {
  const stored = read()
  if (stored === 'it' || stored === 'en') return stored
  return navigator.languages.some((lang) => lang.startsWith('it')) || !navigator.language.startsWith('en')
    ? 'it'
    : 'en'
}

export function storeLanguage(lang: 'it' | 'en'): void {
  try {
    localStorage.setItem(KEY, lang)
  } catch {
    // Storage may be switched off in the browser; the choice then lasts until the page is closed.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
