import { createHash } from 'node:crypto'
import { retryAfterS } from './browser/net-error.ts'
import type { GuardedFetch } from './crawl/fetch.ts'
import { titleOf } from './crawl/file-title.ts'
import { fileTypeOf } from './crawl/file-type.ts'
import { CAUSES, type CauseCode } from './failure.ts'
import type { LinkedFile } from './reports/report.ts'
import type { Text } from './rules/rule.ts'
import { type Turns, takeTurn, weightOf } from './take-turn.ts'

/** Enough for the type, and for the title of most documents. */
const MAX_READ_BYTES = 2 * 1024 * 1024
const TIMEOUT_MS = 20_000

export interface FileCandidate {
  readonly url: string
  /** Ids of the pages that link it. */
  readonly pages: readonly string[]
}

export interface FileDeps extends Turns {
  readonly fetch: GuardedFetch
  readonly lang: 'it' | 'en'
  /** Called as each file that is opened ends. */
  onFile(done: number, known: number): void
}

/** The host's budget may be narrower. */
const AT_ONCE = 4
/** Files that an audit opens. */
const MAX_OPENED = 2_000

const TOO_MANY: Text = {
  it: `Non aperto: un controllo apre al massimo ${MAX_OPENED} file.`,
  en: `Not opened: an audit opens ${MAX_OPENED} files at the most.`,
}

/** What the reader of the report should know of so many files; null when all were opened. */
export function noteOnFiles(known: number): Text | null {
  const left = known - MAX_OPENED
  if (left <= 0) return null
  return {
    it: `File collegati non aperti: ${left} di ${known}. Un controllo ne apre al massimo ${MAX_OPENED}; degli altri l’elenco dà solo l’indirizzo.`,
    en: `Linked files not opened: ${left} of ${known}. An audit opens ${MAX_OPENED} at the most; of the others the list gives only the address.`,
  }
}

/**
 * Looks at each file, in the budget of its host: type by content, size, date, and title where it is cheap to have.
 * What is not opened is in the list all the same, with the reason.
 */
export async function readLinkedFiles(
  candidates: readonly FileCandidate[],
  deps: FileDeps,
): Promise<LinkedFile[]> {
  const results: LinkedFile[] = candidates.map((candidate) => unopened(candidate, TOO_MANY[deps.lang]))
  const opened = candidates.slice(0, MAX_OPENED)
  const queue = [...opened.entries()]
  let done = 0
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [at, candidate] = next
      const turn = await takeTurn(deps)
      results[at] =
        turn === 'go' ? await readFile(candidate, deps) : unopened(candidate, CAUSES[turn].reason[deps.lang])
      if (turn === 'go') deps.onFile(++done, opened.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

async function readFile(
  candidate: FileCandidate,
  { fetch, lang, politeness, now }: FileDeps,
): Promise<LinkedFile> {
  const { url, pages } = candidate
  const answer = await fetch(url, { maxBytes: MAX_READ_BYTES, timeoutMs: TIMEOUT_MS })
  const failed = answer.ok ? causeOf(answer.status) : answer.failure.code
  const wait = answer.ok && failed ? (retryAfterS(answer.headers['retry-after'], Date.now()) ?? 0) : 0
  // Files differ too much in size for their times to tell whether the host is tired.
  politeness.ended(now(), weightOf(failed), { retryAfterMs: wait * 1000 })
  if (!answer.ok) return unopened(candidate, CAUSES[answer.failure.code].reason[lang])
  const { status, headers, body, isTruncated } = answer
  if (failed) return { ...unopened(candidate, `${CAUSES[failed].reason[lang]} (${status})`), status }
  const content = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  const type = fileTypeOf(content, typeByName(url))
  const modified = Date.parse(headers['last-modified'] ?? '')
  return {
    url,
    pages,
    type,
    mediaType: (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '',
    sizeBytes: isTruncated ? announcedSize(headers) : body.length,
    modifiedAt: Number.isNaN(modified) ? null : new Date(modified).toISOString(),
    title: titleOf(type, content, body, isTruncated),
    status,
    digest: createHash('sha256').update(body).digest('hex'),
    problem: '',
  }
}

function causeOf(status: number): CauseCode | undefined {
  if (status === 403) return 'blocked'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'http-error' : undefined
}

/** A file of which only the address is known. */
function unopened({ url, pages }: FileCandidate, problem: string): LinkedFile {
  return {
    url,
    pages,
    type: typeByName(url),
    mediaType: '',
    sizeBytes: null,
    modifiedAt: null,
    title: '',
    status: 0,
    digest: '',
    problem,
  }
}

const typeByName = (url: string) =>
  /\.([a-z0-9]{2,5})$/i.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? ''

/** The length that was announced; that of a packed answer is not the file's. */
function announcedSize(headers: Readonly<Record<string, string>>): number | null {
  const length = Number(headers['content-length'])
  const isPacked = !/^(identity)?$/.test(headers['content-encoding'] ?? '')
  return Number.isSafeInteger(length) && length > 0 && !isPacked ? length : null
}
