import type { CriterionStatus, Finding, Report } from './report.ts'

/** Words that several formats share. */
const WORDS = {
  it: {
    impact: { critical: 'critico', serious: 'grave', moderate: 'moderato', minor: 'lieve' },
    owner: {
      editorial: 'chi scrive i contenuti',
      template: 'chi gestisce il tema del sito',
      'third-party': 'il fornitore esterno',
      unknown: 'da capire',
    },
    outcome: { failed: 'fallisce', cantTell: 'da giudicare', unstable: 'instabile' },
    status: {
      fails: 'fallisce',
      passes: 'supera',
      'to-judge': 'da giudicare',
      'not-checked': 'non controllato',
      'not-applicable': 'non applicabile',
    },
    state: {
      default: 'pagina a 1280 pixel',
      reflow: 'pagina a 320 pixel',
      focus: 'percorrendo la pagina con Tab',
      'text-spacing': 'con il testo più spaziato',
      'banner-first-visit': 'alla prima visita, con l’avviso dei cookie',
    },
    change: { new: 'nuovo', 'still-there': 'già presente', reappeared: 'ricomparso' },
  },
  en: {
    impact: { critical: 'critical', serious: 'serious', moderate: 'moderate', minor: 'minor' },
    owner: {
      editorial: 'content authors',
      template: 'whoever runs the site’s theme',
      'third-party': 'the third party',
      unknown: 'to find out',
    },
    outcome: { failed: 'fails', cantTell: 'to be judged', unstable: 'unstable' },
    status: {
      fails: 'fails',
      passes: 'passes',
      'to-judge': 'to be judged',
      'not-checked': 'not checked',
      'not-applicable': 'not applicable',
    },
    state: {
      default: 'page at 1280 pixels',
      reflow: 'page at 320 pixels',
      focus: 'walking the page with Tab',
      'text-spacing': 'with wider text spacing',
      'banner-first-visit': 'on the first visit, with the cookie banner',
    },
    change: { new: 'new', 'still-there': 'still there', reappeared: 'reappeared' },
  },
} as const satisfies Record<
  Report['lang'],
  {
    impact: Record<Finding['impact'], string>
    owner: Record<Finding['owner'], string>
    outcome: Record<Finding['outcome'], string>
    status: Record<CriterionStatus, string>
    state: Record<Finding['occurrences'][number]['state'], string>
    change: Record<NonNullable<Finding['change']>, string>
  }
>

export const wordsFor = (lang: Report['lang']): (typeof WORDS)['it' | 'en'] => WORDS[lang]

/** Dates as people of the language write them, in Italian time. */
export function dateTime(iso: string, lang: Report['lang']): string {
  return new Intl.DateTimeFormat(lang === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  }).format(new Date(iso))
}

export function number(value: number, lang: Report['lang']): string {
  return new Intl.NumberFormat(lang === 'it' ? 'it-IT' : 'en-GB').format(value)
}

/** The day alone, for tables. What is no date is given as it is. */
export function day(iso: string, lang: Report['lang']): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(lang === 'it' ? 'it-IT' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Europe/Rome',
  }).format(date)
}

/** In the unit a file manager shows: thousands of bytes, not 1,024. */
export function fileSize(sizeBytes: number, lang: Report['lang']): string {
  const [value, unit] =
    sizeBytes < 1_000_000 ? [sizeBytes / 1_000, 'kilobyte'] : [sizeBytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(lang === 'it' ? 'it-IT' : 'en-GB', {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
