/** What this browser remembers between visits. Nothing of it is needed: storage may be switched off. */

/** What was last chosen; else Italian, unless the browser speaks English and no Italian. */
export function storedLanguage(): 'it' | 'en' {
  const stored = read('rampa-lang')
  if (stored === 'it' || stored === 'en') return stored
  return navigator.languages.some((lang) => lang.startsWith('it')) || !navigator.language.startsWith('en')
    ? 'it'
    : 'en'
}

export const storeLanguage = (lang: 'it' | 'en'): void => write('rampa-lang', lang)

/** Whether somebody was signed in when the app was last open here: only then an open page asks who it is. */
export const wasSignedIn = (): boolean => read('rampa-signed-in') === 'yes'

export const storeSignedIn = (isIn: boolean): void => write('rampa-signed-in', isIn ? 'yes' : 'no')

/** Whether the shortcut keys of a screen are on; null: nobody has said. */
export function storedKeys(screen: 'list' | 'judge'): boolean | null {
  const stored = read(`rampa-keys-${screen}`)
  return stored === null ? null : stored === 'on'
}

export const storeKeys = (screen: 'list' | 'judge', areOn: boolean): void =>
  write(`rampa-keys-${screen}`, areOn ? 'on' : 'off')

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Switched off or full: the choice then lasts until the page is closed.
  }
}
