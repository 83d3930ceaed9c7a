import { strFromU8, unzipSync } from 'fflate'

/** The title a document carries, where it is cheap to have; '' when there is none, or it is packed away. */

const MAX_TITLE = 300
/** How much of an object of a PDF is looked at. */
const MAX_OBJECT = 20_000
/** Largest XML file of properties; packed bytes may claim anything. */
const MAX_PROPERTIES = 200_000

export function titleOf(type: string, content: string, body: Uint8Array, isTruncated: boolean): string {
  const title = type === 'pdf' ? pdfTitle(content) : isTruncated ? '' : officeTitle(type, body)
  return title.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE)
}

/** The XMP packet's title, else the Info dictionary's. Bookmarks have titles too: only these two count. */
function pdfTitle(content: string): string {
  const xmp = /<dc:title>[^<]{0,50}<rdf:Alt>[^<]{0,50}<rdf:li[^>]{0,100}>([^<]{1,1000})</.exec(content)?.[1]
  if (xmp?.trim()) return unescaped(utf8(xmp))
  // The strings of an encrypted file are noise.
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(content)) return ''
  const info = [...content.matchAll(/\/Info\s+(\d+)\s+(\d+)\s+R/g)].at(-1)
  if (!info) return ''
  const at = content.search(new RegExp(`(^|[\\r\\n\\s])${info[1]}\\s+${info[2]}\\s+obj\\b`))
  if (at < 0) return ''
  const object = content.slice(at, at + MAX_OBJECT)
  const [, opening = ''] = /\/Title\s*([(<])/.exec(object) ?? []
  const from = object.search(/\/Title\s*[(<]/)
  if (!opening) return ''
  const start = object.indexOf(opening, from) + 1
  return pdfText(opening === '(' ? literalString(object, start) : hexString(object, start))
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A string between brackets, which may hold brackets in pairs. ISO 32000-1, 7.3.4.2. */
function literalString(text: string, start: number): string {
  let depth = 1
  let result = ''
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      at += octal?.length ?? 1
      if (octal !== undefined) result += String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      else if (next !== '\n' && next !== '\r') result += ESCAPES[next] ?? next
      continue
    }
    if (char === '(') depth++
    if (char === ')') depth--
    if (depth === 0) return result
    result += char
  }
  return ''
}

function hexString(text: string, start: number): string {
  const digits = text.slice(start, text.indexOf('>', start)).replace(/\s/g, '')
  if (/[^0-9a-f]/i.test(digits)) return ''
  const codes = digits.match(/..?/g) ?? []
  return String.fromCharCode(...codes.slice(0, 2_000).map((code) => Number.parseInt(code.padEnd(2, '0'), 16)))
}

/** UTF-16 or UTF-8 with a mark in front, else PDFDocEncoding, which is Latin-1 for what titles use. */
function pdfText(text: string): string {
  if (text.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytesOf(text.slice(2)))
  return text.startsWith('\xef\xbb\xbf') ? utf8(text.slice(3)) : text
}

const PROPERTIES = /^(docProps\/core|meta)\.xml$/

function officeTitle(type: string, body: Uint8Array): string {
  if (!/^(docx|xlsx|pptx|ooxml|od[tspg]|odf)$/.test(type)) return ''
  try {
    const files = unzipSync(body, {
      filter: ({ name, originalSize }) => PROPERTIES.test(name) && originalSize < MAX_PROPERTIES,
    })
    const xml = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('')
    return unescaped(/<dc:title[^>]{0,100}>([^<]*)<\/dc:title>/.exec(xml)?.[1] ?? '')
  } catch {
    // A container that cannot be unpacked still has an address, a type and a size.
    return ''
  }
}

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const utf8 = (text: string) => new TextDecoder().decode(bytesOf(text))

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[String(name)] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
