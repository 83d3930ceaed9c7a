import { createHash } from 'node:crypto'
import type { GuardedFetch } from './crawl/fetch.ts'
import { titleOf } from './crawl/file-title.ts'
import { fileTypeOf } from './crawl/file-type.ts'
import { CAUSES } from './failure.ts'
import type { LinkedFile } from './reports/report.ts'

/** Enough for the type, and for the title of most documents. */
const MAX_READ_BYTES = 2 * 1024 * 1024
const TIMEOUT_MS = 20_000

export interface FileCandidate {
  readonly url: string
  /** Ids of the pages that link it. */
  readonly pages: readonly string[]
}

/** Looks at each file: type by content, size, date, and title where it is cheap to have. */
export async function readLinkedFiles(
  candidates: readonly FileCandidate[],
  fetch: GuardedFetch,
  options: { readonly concurrency: number; readonly lang: 'it' | 'en'; readonly isStopped: () => boolean },
): Promise<LinkedFile[]> {
  const results: LinkedFile[] = []
  const queue = [...candidates.entries()]
  const work = async () => {
    for (let next = queue.shift(); next && !options.isStopped(); next = queue.shift()) {
      const [at, candidate] = next
      results[at] = await readFile(candidate, fetch, options.lang)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work))
  return results.filter((result) => result !== undefined)
}

async function readFile(
  { url, pages }: FileCandidate,
  fetch: GuardedFetch,
  lang: 'it' | 'en',
): Promise<LinkedFile> {
  const answer = await fetch(url, { maxBytes: MAX_READ_BYTES, timeoutMs: TIMEOUT_MS })
  const unknown = {
    url,
    pages,
    type: typeByName(url),
    mediaType: '',
    sizeBytes: null,
    modifiedAt: null,
    title: '',
  }
  if (!answer.ok) {
    const { reason } = CAUSES[answer.failure.code]
    return { ...unknown, status: 0, digest: '', problem: reason[lang] }
  }
  const { status, headers, body, isTruncated } = answer
  if (status >= 400) {
    return { ...unknown, status, digest: '', problem: `${CAUSES['http-error'].reason[lang]} (${status})` }
  }
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

const typeByName = (url: string) =>
  /\.([a-z0-9]{2,5})$/i.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? ''

/** The length that was announced; that of a packed answer is not the file's. */
function announcedSize(headers: Readonly<Record<string, string>>): number | null {
  const length = Number(headers['content-length'])
  const isPacked = !/^(identity)?$/.test(headers['content-encoding'] ?? '')
  return Number.isSafeInteger(length) && length > 0 && !isPacked ? length : null
}
