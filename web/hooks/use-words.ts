import { createContext } from 'preact'
import { useContext, useMemo } from 'preact/hooks'
import type { Messages } from '../messages/index.ts'

export interface Language {
  readonly lang: 'it' | 'en'
  readonly words: Messages
  /** Changes the words on screen and `<html lang>`; resolves when they are there. */
  readonly setLang: (lang: 'it' | 'en') => Promise<void>
}

export const LanguageContext = createContext<Language | null>(null)

export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (!language) throw new Error('useLanguage() needs LanguageContext above it.')
  return language
}

/** Every word on screen, in the language of the person. */
export const useWords = (): Messages => useLanguage().words

export interface Format {
  number(value: number): string
  /** `23 novembre 2026`. */
  date(iso: string): string
  /** `23/11/26`, where there is little room. */
  shortDate(iso: string): string
  /** `23/11/26, 15:40`. */
  dateTime(iso: string): string
  bytes(size: number): string
}

/** Numbers, dates and sizes as they are written in the language of the person. */
export function useFormat(): Format {
  const { lang } = useLanguage()
  return useMemo(() => formatOf(lang), [lang])
}

function formatOf(lang: 'it' | 'en'): Format {
  const locale = lang === 'it' ? 'it-IT' : 'en-GB'
  // A plain day has no time zone: read as UTC and written as UTC it stays that day.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const shortDate = new Intl.DateTimeFormat(locale, { dateStyle: 'short' })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  const number = new Intl.NumberFormat(locale)
  const megabytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  return {
    number: (value) => number.format(value),
    date: (iso) => (iso.length === 10 ? day : date).format(new Date(iso)),
    shortDate: (iso) => shortDate.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    bytes: (size) =>
      size < 1e6 ? `${number.format(Math.ceil(size / 1e3))} kB` : `${megabytes.format(size / 1e6)} MB`,
  }
}
