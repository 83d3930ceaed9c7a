import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import type { GuardedFetch } from './crawl/fetch.ts'
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
  const length = Number(headers['content-length'])
  const modified = Date.parse(headers['last-modified'] ?? '')
  return {
    url,
    pages,
    type: typeOf(body) ?? typeByName(url),
    mediaType: (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '',
    sizeBytes: isTruncated ? (Number.isFinite(length) && length > 0 ? length : null) : body.length,
    modifiedAt: Number.isNaN(modified) ? null : new Date(modified).toISOString(),
    title: titleOf(body, isTruncated),
    status,
    digest: createHash('sha256').update(body).digest('hex'),
    problem: '',
  }
}

const typeByName = (url: string) =>
  /\.([a-z0-9]{2,5})$/i.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? ''

const startsWith = (body: Uint8Array, ...bytes: readonly number[]) =>
  bytes.every((byte, at) => body[at] === byte)

/** The kind of file by its first bytes; zip containers are looked into. */
function typeOf(body: Uint8Array): string | undefined {
  const head = strFromU8(body.subarray(0, 1024), true)
  if (head.includes('%PDF-')) return 'pdf'
  if (startsWith(body, 0x50, 0x4b, 0x03, 0x04)) return zipTypeOf(head)
  if (startsWith(body, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (startsWith(body, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (startsWith(body, 0xff, 0xd8, 0xff)) return 'jpg'
  if (head.startsWith('GIF8')) return 'gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (/^\s*<(!doctype html|html)/i.test(head)) return 'html'
  if (/<svg[\s>]/i.test(head)) return 'svg'
  return undefined
}

/** The first entries name the format: `mimetype` in OpenDocument and EPUB, the content types in OOXML. */
function zipTypeOf(head: string): string {
  const mimetype = /mimetypeapplication\/(?:vnd\.oasis\.opendocument\.(\w+)|(epub)\+zip)/.exec(head)
  if (mimetype?.[2]) return 'epub'
  if (mimetype?.[1]) return { text: 'odt', spreadsheet: 'ods', presentation: 'odp' }[mimetype[1]] ?? 'odf'
  if (/\bword\//.test(head)) return 'docx'
  if (/\bxl\//.test(head)) return 'xlsx'
  if (/\bppt\//.test(head)) return 'pptx'
  return head.includes('[Content_Types].xml') || head.includes('_rels/') ? 'ooxml' : 'zip'
}

function titleOf(body: Uint8Array, isTruncated: boolean): string {
  const type = typeOf(body)
  if (type === 'pdf') return pdfTitle(strFromU8(body, true))
  if (!isTruncated && startsWith(body, 0x50, 0x4b)) return officeTitle(body)
  return ''
}

/** The Info dictionary's or the XMP packet's title, when neither is compressed. */
function pdfTitle(bytes: string): string {
  const xmp = /<dc:title>[\s\S]{0,200}?<rdf:li[^>]*>([^<]{1,300})<\/rdf:li>/.exec(bytes)?.[1]
  if (xmp) return new TextDecoder().decode(Uint8Array.from(xmp, (char) => char.charCodeAt(0))).trim()
  const literal = /\/Title\s*\(((?:\\.|[^\\)]){1,600})\)/.exec(bytes)?.[1]
  if (literal) return decodePdfString(literal.replace(/\\([()\\])/g, '$1'))
  const hex = /\/Title\s*<([0-9a-fA-F\s]{2,1200})>/.exec(bytes)?.[1]
  if (!hex) return ''
  const codes = hex.replace(/\s/g, '').match(/../g) ?? []
  return decodePdfString(String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16))))
}

/** UTF-16 with a mark in front, else PDFDocEncoding, which is Latin-1 for what titles use. */
function decodePdfString(text: string): string {
  if (!text.startsWith('\xfe\xff')) return text.trim()
  const bytes = Uint8Array.from(text.slice(2), (char) => char.charCodeAt(0))
  return new TextDecoder('utf-16be').decode(bytes).trim()
}

function officeTitle(body: Uint8Array): string {
  try {
    const files = unzipSync(body, {
      filter: ({ name, originalSize }) => /^(docProps\/core|meta)\.xml$/.test(name) && originalSize < 200_000,
    })
    const xml = Object.values(files).map((bytes) => strFromU8(bytes))[0] ?? ''
    return /<dc:title>([^<]*)<\/dc:title>/.exec(xml)?.[1]?.trim() ?? ''
  } catch {
    return ''
  }
}
