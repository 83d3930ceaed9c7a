import type { ScanEvent } from '../scan-event.ts'

export interface Terminal {
  readonly isTty: boolean
  readonly columns: number
  write(text: string): void
}

interface Progress {
  readonly done: number
  readonly known: number
}

interface ProgressOptions {
  readonly lang: 'it' | 'en'
  readonly verbosity: 'quiet' | 'normal' | 'verbose'
  readonly now: () => number
}

const WORDS = {
  it: {
    pages: 'pagine',
    files: 'file',
    perMinute: 'al minuto',
    findings: 'problemi visti',
    left: 'ancora',
    phases: {
      start: 'Apro il sito…',
      discover: 'Cerco le pagine…',
      audit: 'Controllo le pagine…',
      files: 'Guardo i file collegati…',
      lighthouse: 'Misuro con Lighthouse…',
      conclude: 'Riunisco i risultati…',
      report: 'Scrivo il rapporto…',
    },
    failed: 'non controllata',
    stopping: 'Mi fermo: finisco le pagine aperte e scrivo il rapporto. Ctrl-C di nuovo per chiudere subito.',
  },
  en: {
    pages: 'pages',
    files: 'files',
    perMinute: 'a minute',
    findings: 'problems seen',
    left: 'left',
    phases: {
      start: 'Opening the site…',
      discover: 'Looking for pages…',
      audit: 'Auditing the pages…',
      files: 'Looking at linked files…',
      lighthouse: 'Measuring with Lighthouse…',
      conclude: 'Putting results together…',
      report: 'Writing the report…',
    },
    failed: 'not audited',
    stopping: 'Stopping: finishing the open pages and writing the report. Ctrl-C again to close at once.',
  },
} as const

const BAR_CELLS = 24
/** Without a terminal, a line at every so many pages is enough for a log. */
const PLAIN_EVERY = 10

/** Shows how an audit goes: one line that renews itself on a terminal, plain lines elsewhere. */
export function showProgress(terminal: Terminal, options: ProgressOptions): (event: ScanEvent) => void {
  const words = WORDS[options.lang]
  const startedAt = options.now()
  let isLineOpen = false

  const line = (text: string) => {
    if (isLineOpen) terminal.write('\r\x1b[2K')
    isLineOpen = false
    terminal.write(`${text}\n`)
  }
  const renew = (text: string) => {
    terminal.write(`\r\x1b[2K${text.slice(0, Math.max(20, terminal.columns - 1))}`)
    isLineOpen = true
  }

  const advance = ({ done, known }: Progress, status: string) => {
    if (terminal.isTty) renew(`${barOf(done, known)} ${status}`)
    else if (done % PLAIN_EVERY === 0 || done === known) line(status)
  }

  return (event) => {
    if (options.verbosity === 'quiet') return
    if (event.type === 'phase') return line(words.phases[event.phase])
    if (event.type === 'stopping') return line(words.stopping)
    if (event.type === 'note') return line(event.text)
    if (event.type === 'file') return advance(event, `${event.done}/${event.known} ${words.files}`)
    if (options.verbosity === 'verbose') {
      line(`  ${event.failure ? `${words.failed} (${event.failure})` : 'ok'}  ${event.url}`)
    }
    advance(event, statusOf(event, options.now() - startedAt, words))
  }
}

function barOf(done: number, known: number): string {
  const cells = known === 0 ? 0 : Math.round((BAR_CELLS * done) / known)
  return `[${'#'.repeat(cells)}${'.'.repeat(BAR_CELLS - cells)}]`
}

function statusOf(
  event: ScanEvent & { type: 'page' },
  elapsedMs: number,
  words: (typeof WORDS)['it' | 'en'],
): string {
  const perMinute = elapsedMs > 0 ? (event.done * 60_000) / elapsedMs : 0
  const leftMs = perMinute > 0 ? ((event.known - event.done) / perMinute) * 60_000 : 0
  return [
    `${event.done}/${event.known} ${words.pages}`,
    `${perMinute.toFixed(0)} ${words.perMinute}`,
    `${event.findings} ${words.findings}`,
    `${words.left} ${durationOf(leftMs)}`,
  ].join(' · ')
}

function durationOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
