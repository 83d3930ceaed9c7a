/** The kind of a downloaded file, by what is in it: names and content types are often wrong. */

/** Where the mark of a format may stand; PDF readers accept anything before it in the first 1024 bytes. */
const HEAD_BYTES = 1024
/** Object identifier of PKCS#7 signed data, as a `.p7m` begins: 1.2.840.113549.1.7.2. */
const SIGNED_DATA = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02'

const MARKS: readonly { readonly type: string; readonly at: number; readonly mark: string }[] = [
  { type: 'rtf', at: 0, mark: '{\\rtf' },
  { type: 'png', at: 0, mark: '\x89PNG' },
  { type: 'jpg', at: 0, mark: '\xff\xd8\xff' },
  { type: 'gif', at: 0, mark: 'GIF8' },
  { type: 'webp', at: 8, mark: 'WEBP' },
  { type: 'wav', at: 8, mark: 'WAVE' },
  { type: 'avi', at: 8, mark: 'AVI ' },
  { type: 'tiff', at: 0, mark: 'II*\0' },
  { type: 'tiff', at: 0, mark: 'MM\0*' },
  { type: 'mp4', at: 4, mark: 'ftyp' },
  { type: 'webm', at: 0, mark: '\x1a\x45\xdf\xa3' },
  { type: 'ogg', at: 0, mark: 'OggS' },
  { type: 'mp3', at: 0, mark: 'ID3' },
  { type: 'rar', at: 0, mark: 'Rar!' },
  { type: '7z', at: 0, mark: '7z\xbc\xaf\x27\x1c' },
  { type: 'gz', at: 0, mark: '\x1f\x8b\x08' },
]

/**
 * @param content the file's bytes, one character each (latin1)
 * @param extension of its address, the last word where the content alone cannot tell
 */
export function fileTypeOf(content: string, extension: string): string {
  const head = content.slice(0, HEAD_BYTES)
  // A signed document holds the document: what people download is the envelope.
  if (head.startsWith('\x30') && head.slice(0, 32).includes(SIGNED_DATA)) return 'p7m'
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith(LOCAL_HEADER) || head.startsWith(EMPTY_ZIP)) return zipTypeOf(content)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return oleTypeOf(content, extension)
  const known = MARKS.find(({ at, mark }) => head.startsWith(mark, at))
  if (known) return known.type
  if (/^(\xef\xbb\xbf)?\s*(<!--[^>]*-->\s*)?<(!doctype html|html)/i.test(head)) return 'html'
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|svg|!doctype svg)/i.test(head) && /<svg[\s>]/i.test(head)) return 'svg'
  return extension
}

const LOCAL_HEADER = 'PK\x03\x04'
const DIRECTORY_HEADER = 'PK\x01\x02'
const EMPTY_ZIP = 'PK\x05\x06'

/** Names of a zip's entries, from local headers and, when the file is whole, from its directory. */
function* entryNames(content: string): Generator<string> {
  for (let at = content.indexOf('PK'); at >= 0; at = content.indexOf('PK', at + 2)) {
    const isLocal = content.startsWith(LOCAL_HEADER, at)
    if (!isLocal && !content.startsWith(DIRECTORY_HEADER, at)) continue
    const [lengthAt, nameAt] = isLocal ? [at + 26, at + 30] : [at + 28, at + 46]
    const length = content.charCodeAt(lengthAt) + 256 * content.charCodeAt(lengthAt + 1)
    if (length > 0 && length < 256) yield content.slice(nameAt, nameAt + length)
  }
}

const OPEN_DOCUMENT: Readonly<Record<string, string>> = {
  text: 'odt',
  spreadsheet: 'ods',
  presentation: 'odp',
  graphics: 'odg',
}

/** `mimetype`, first and not packed, names OpenDocument and EPUB; OOXML is known by its folders. */
function zipTypeOf(content: string): string {
  const mimetype = /^.{30}mimetype(application\/[\w.+-]+)/s.exec(content)?.[1] ?? ''
  if (mimetype.startsWith('application/epub+zip')) return 'epub'
  const [, kind] = /^application\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(mimetype) ?? []
  if (kind !== undefined) return OPEN_DOCUMENT[kind.replace(/template$/, '')] ?? 'odf'
  let isOpenXml = false
  for (const name of entryNames(content)) {
    isOpenXml ||= name === '[Content_Types].xml'
    if (!isOpenXml) continue
    if (name.startsWith('word/')) return 'docx'
    if (name.startsWith('xl/')) return 'xlsx'
    if (name.startsWith('ppt/')) return 'pptx'
  }
  return isOpenXml ? 'ooxml' : 'zip'
}

const wide = (text: string) => text.replace(/./g, '$&\0')
const OLE_STREAMS: readonly (readonly [string, string])[] = [
  ['doc', wide('WordDocument')],
  ['xls', wide('Workbook')],
  ['ppt', wide('PowerPoint Document')],
  ['msg', wide('__properties_version1')],
]

/** The old office formats share one container; the name of its main stream tells them apart. */
function oleTypeOf(content: string, extension: string): string {
  const stream = OLE_STREAMS.find(([, name]) => content.includes(name))
  if (stream) return stream[0]
  return /^(doc|dot|xls|xlt|ppt|pps|msg|msi)$/.test(extension) ? extension : 'ole'
}
