import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { afterEach, expect, test, vi } from 'vitest'
import type { FetchResult, GuardedFetch } from '../../scanner/crawl/fetch.ts'
import { looksLikeFile } from '../../scanner/crawl/file-name.ts'
import { createPoliteness, type Politeness } from '../../scanner/crawl/politeness.ts'
import {
  type FileCandidate,
  type FileDeps,
  noteOnFiles,
  readLinkedFiles,
} from '../../scanner/linked-files.ts'

const SITE = 'https://comune.esempio.it'
type Answer = Partial<FetchResult & { ok: true }>

/** Bytes written one character each. */
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

const fetchOf =
  (answers: Readonly<Record<string, Answer | null>>): GuardedFetch =>
  async (url) => {
    const answer = answers[url.replace(SITE, '')]
    if (!answer) return { ok: false, failure: { code: 'timeout', detail: '' } }
    const body = new Uint8Array()
    return { ok: true, status: 200, headers: {}, finalUrl: url, body, isTruncated: false, ...answer }
  }

const deps = (fetch: GuardedFetch, change: Partial<FileDeps> = {}): FileDeps => ({
  fetch,
  lang: 'it',
  politeness: createPoliteness({ minIntervalMs: 0, maxParallel: 3 }),
  onFile: () => undefined,
  isStopped: () => false,
  now: () => 0,
  sleep: async () => undefined,
  ...change,
})

async function read(path: string, answer: Answer | Uint8Array | null) {
  const whole = answer instanceof Uint8Array ? { body: answer } : answer
  const [file] = await readLinkedFiles(
    [{ url: SITE + path, pages: ['p1'] }],
    deps(fetchOf({ [path]: whole })),
  )
  return file
}

/** As Word writes it: content types first, then room enough that the next name comes late. */
const office = (folder: string, core = '') =>
  zipSync({
    '[Content_Types].xml': [strToU8(`<Types>${'x'.repeat(3_000)}</Types>`), { level: 0 }],
    '_rels/.rels': strToU8('<r/>'),
    [`${folder}/document.xml`]: strToU8('<d/>'),
    'docProps/core.xml': strToU8(core),
  })
const openDocument = (mimetype: string, meta = '') =>
  zipSync({ mimetype: [strToU8(mimetype), { level: 0 }], 'meta.xml': strToU8(meta) })
const ole = (stream: string) => latin1(`\xd0\xcf\x11\xe0${'\0'.repeat(2_000)}${stream.replace(/./g, '$&\0')}`)
const OPEN = 'application/vnd.oasis.opendocument.'

test.each<[string, string, Uint8Array]>([
  ['pdf', '/a', latin1('%PDF-1.7')],
  ['pdf', '/a.doc', latin1('\n\nrumore %PDF-1.4')],
  ['p7m', '/a.pdf', latin1('\x30\x82\x12\x34\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0 %PDF-1.7')],
  ['docx', '/a', office('word')],
  ['xlsx', '/a.zip', office('xl')],
  ['pptx', '/a.docx', office('ppt')],
  ['odt', '/a', openDocument(`${OPEN}text`)],
  ['ods', '/a', openDocument(`${OPEN}spreadsheet`)],
  ['odp', '/a', openDocument(`${OPEN}presentation`)],
  ['odt', '/a', openDocument(`${OPEN}text-template`)],
  ['epub', '/a', openDocument('application/epub+zip')],
  ['zip', '/a.docx', zipSync({ 'word/nota.txt': strToU8('a') })],
  ['zip', '/a', latin1('PK\x05\x06')],
  ['doc', '/a', ole('WordDocument')],
  ['xls', '/a.doc', ole('Workbook')],
  ['ppt', '/a', ole('PowerPoint Document')],
  ['xls', '/a.xls', ole('')],
  ['ole', '/a', ole('')],
  ['rtf', '/a.doc', latin1('{\\rtf1 a}')],
  ['html', '/a.pdf', latin1('\xef\xbb\xbf<!-- x --><!DOCTYPE html><html>')],
  ['svg', '/a', latin1('<?xml version="1.0"?><svg xmlns="x">')],
  ['png', '/a.jpg', latin1('\x89PNG\r\n')],
  ['jpg', '/a', latin1('\xff\xd8\xff\xe0')],
  ['webp', '/a', latin1('RIFF\0\0\0\0WEBP')],
  ['mp4', '/a', latin1('\0\0\0\x18ftypmp42')],
  ['rar', '/a', latin1('Rar!\x1a')],
  ['csv', '/dati.CSV', latin1('a;b\n1;2')],
  ['', '/a', new Uint8Array()],
])('%s is known by its content, whatever %s says', async (type, path, body) => {
  expect(await read(path, body)).toMatchObject({ type })
})

const pdf = (title: string, before = '') =>
  latin1(`%PDF-1.4\n${before}\n7 0 obj\n<< /Author (A) /Title ${title} >>\nendobj\ntrailer << /Info 7 0 R >>`)

test.each([
  ['(Delibera di Giunta)', 'Delibera di Giunta'],
  ['(Delibera \\(n. 3\\))', 'Delibera (n. 3)'],
  ['(Delibera (n. 3) del 2024)', 'Delibera (n. 3) del 2024'],
  ['(Citt\\340 di Palermo)', 'Città di Palermo'],
  ['(Citt\xe0)', 'Città'],
  ['(\\376\\377\\000P\\000i\\000\\371)', 'Più'],
  ['(\xfe\xff\0P\0i\0\xf9)', 'Più'],
  ['(\xef\xbb\xbfPi\xc3\xb9)', 'Più'],
  ['<FEFF0050006900F9>', 'Più'],
  ['<50 69 F9>', 'Più'],
  ['(una \\\nriga)', 'una riga'],
  ['()', ''],
  ['(senza fine', ''],
  ['<zz>', ''],
])('a PDF whose title is written %s is called “%s”', async (written, title) => {
  expect(await read('/a.pdf', pdf(written))).toMatchObject({ title })
})

test('a bookmark is no title', async () => {
  expect(await read('/a.pdf', pdf('(Bilancio)', '3 0 obj << /Title (Capitolo 1) >> endobj'))).toMatchObject({
    title: 'Bilancio',
  })
  expect(await read('/a.pdf', latin1('%PDF-1.4 3 0 obj << /Title (Capitolo 1) >> endobj'))).toMatchObject({
    title: '',
  })
})

test('the title of the XMP packet comes first, with its entities', async () => {
  const xmp =
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Citt\xc3\xa0 &amp; c.</rdf:li></rdf:Alt></dc:title>'
  expect(await read('/a.pdf', pdf('(Senza titolo)', xmp))).toMatchObject({ title: 'Città & c.' })
})

test('the strings of an encrypted PDF are noise', async () => {
  expect(await read('/a.pdf', pdf('(\x13\x99)', '<< /Encrypt 9 0 R >>'))).toMatchObject({ title: '' })
})

test('office documents give the title of their properties', async () => {
  const core = '<p><dc:title>Modulo &quot;A&quot;</dc:title></p>'
  expect(await read('/a.docx', office('word', core))).toMatchObject({ title: 'Modulo "A"' })
  expect(await read('/a.odt', openDocument(`${OPEN}text`, core))).toMatchObject({ title: 'Modulo "A"' })
})

test('a document cut short or broken still has a type', async () => {
  const whole = office('word', '<dc:title>A</dc:title>')
  expect(await read('/a.docx', { body: whole.subarray(0, 3_400), isTruncated: true })).toMatchObject({
    type: 'docx',
    title: '',
  })
  const broken = whole.slice()
  broken.fill(0xff, whole.length - 60)
  expect(await read('/a.docx', broken)).toMatchObject({ type: 'docx', title: '' })
})

test('properties that unpack to a gigabyte are left packed', async () => {
  const bomb = zipSync({
    '[Content_Types].xml': strToU8(''),
    'docProps/core.xml': new Uint8Array(30_000_000),
  })
  expect(await read('/a.docx', bomb)).toMatchObject({ type: 'ooxml', title: '' })
})

test('strange content costs no time', async () => {
  const started = performance.now()
  for (const piece of ['<dc:title>', '/Title (', '/Info 1 0 R ', 'PK\x03\x04', '((((\\', '<rdf:li ']) {
    await read('/a', latin1(`%PDF-${piece.repeat(100_000)}`))
    await read('/a', latin1(`PK\x03\x04${piece.repeat(100_000)}`))
  }
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('size, date, type and digest are told', async () => {
  const body = latin1('%PDF-1.7')
  const headers = {
    'last-modified': 'Wed, 02 Oct 2024 10:00:00 GMT',
    'content-type': 'application/pdf; charset=x',
    'content-length': '9',
  }
  expect(await read('/a.pdf', { body, headers })).toEqual({
    url: `${SITE}/a.pdf`,
    pages: ['p1'],
    type: 'pdf',
    mediaType: 'application/pdf',
    sizeBytes: 8,
    modifiedAt: '2024-10-02T10:00:00.000Z',
    title: '',
    status: 200,
    digest: createHash('sha256').update(body).digest('hex'),
    problem: '',
  })
})

test.each([
  [{ 'content-length': '5000000' }, 5_000_000],
  [{ 'content-length': '5000', 'content-encoding': 'gzip' }, null],
  [{ 'content-length': 'molto' }, null],
  [{}, null],
])('the size of a file cut short is what was announced: %j', async (headers, sizeBytes) => {
  expect(await read('/a.pdf', { body: latin1('%PDF-'), headers, isTruncated: true })).toMatchObject({
    sizeBytes,
  })
})

test('a date without sense is none', async () => {
  expect(await read('/a.pdf', { headers: { 'last-modified': 'ieri' } })).toMatchObject({ modifiedAt: null })
})

test('a file that does not come is listed with its problem', async () => {
  expect(await read('/a.pdf', null)).toMatchObject({
    type: 'pdf',
    status: 0,
    digest: '',
    problem: expect.stringMatching(/tempo/),
  })
  expect(await read('/a.pdf', { status: 404 })).toMatchObject({
    status: 404,
    problem: expect.stringMatching(/404/),
  })
})

test('the list keeps its order, whichever answer comes first', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `/f${at}.pdf`)
  const fetch: GuardedFetch = async (url) => {
    for (let turns = Number(/\d+/.exec(url)?.[0]) % 5; turns > 0; turns--) await Promise.resolve()
    return fetchOf(Object.fromEntries(names.map((name) => [name, {}])))(url)
  }
  const files = await readLinkedFiles(
    names.map((name) => ({ url: SITE + name, pages: [] })),
    deps(fetch),
  )
  expect(files.map(({ url }) => url.replace(SITE, ''))).toEqual(names)
})

const candidates = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ url: `${SITE}/${at}.pdf`, pages: ['p1'] }))

afterEach(() => {
  vi.useRealTimers()
})

/** Reads them on a clock of its own; tells when each was asked for, in ms. */
async function readInTime(files: readonly FileCandidate[], answer: Answer | null, politeness: Politeness) {
  vi.useFakeTimers({ now: 0 })
  const asked: number[] = []
  const fetch: GuardedFetch = async (url) => {
    asked.push(Date.now())
    return fetchOf({ [url.replace(SITE, '')]: answer })(url)
  }
  const reading = readLinkedFiles(
    files,
    deps(fetch, {
      politeness,
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  )
  await vi.runAllTimersAsync()
  return { asked, files: await reading }
}

const polite = (minIntervalMs: number) => createPoliteness({ minIntervalMs, maxParallel: 2 })

test('files keep the distance that pages keep', async () => {
  const { asked } = await readInTime(candidates(4), {}, polite(1_000))
  expect(asked).toEqual([0, 1_000, 2_000, 3_000])
})

test('a file that is refused waits as long as it was asked to, and slows the others down', async () => {
  const refused = { status: 429, headers: { 'retry-after': '30' } }
  const { asked, files } = await readInTime(candidates(2), refused, polite(1_000))
  expect(asked[1]).toBeGreaterThanOrEqual(30_000)
  expect(files[1]).toMatchObject({ status: 429, problem: expect.stringMatching(/rallentare.*429/) })
})

test('a host that fails file after file is left alone; the files are listed all the same', async () => {
  const politeness = polite(1_000)
  const { asked, files } = await readInTime(candidates(40), { status: 503 }, politeness)
  expect(asked).toHaveLength(12)
  expect(files.map(({ url }) => url)).toEqual(candidates(40).map(({ url }) => url))
  expect(files[39]).toMatchObject({ type: 'pdf', status: 0, problem: expect.stringMatching(/smesso/) })
  const later = await readInTime(candidates(3), {}, politeness)
  expect([later.asked.length, later.files.length]).toEqual([0, 3])
})

test('once stopped, no more are asked for, and the others are listed with the reason', async () => {
  let asked = 0
  const fetch: GuardedFetch = async (url) => {
    asked++
    return fetchOf({ [url.replace(SITE, '')]: {} })(url)
  }
  const politeness = createPoliteness({ minIntervalMs: 0, maxParallel: 1 })
  const files = await readLinkedFiles(candidates(9), deps(fetch, { politeness, isStopped: () => asked >= 2 }))
  expect(asked).toBe(2)
  expect(files.map(({ problem }) => problem !== '')).toEqual([false, false, ...Array(7).fill(true)])
  expect(files[8]?.problem).toMatch(/fermato/)
})

test('beyond the first two thousand files are only listed, and a note says how many', async () => {
  let asked = 0
  const fetch: GuardedFetch = async (url) => {
    asked++
    return fetchOf({ [url.replace(SITE, '')]: {} })(url)
  }
  const told: string[] = []
  const onFile = (done: number, known: number) => told.push(`${done}/${known}`)
  const files = await readLinkedFiles(candidates(2_003), deps(fetch, { onFile }))
  expect([asked, files.length, told.at(-1)]).toEqual([2_000, 2_003, '2000/2000'])
  expect(files[1_999]?.problem).toBe('')
  expect(files[2_002]).toMatchObject({
    url: `${SITE}/2002.pdf`,
    pages: ['p1'],
    problem: expect.stringMatching(/^Non aperto.*2000/),
  })
  expect(noteOnFiles(2_003)?.it).toContain('3 di 2003')
  expect(noteOnFiles(2_000)).toBeNull()
})

test.each([
  ['/a.pdf', true],
  ['/A.PDF?x=1', true],
  ['/atto.pdf.p7m', true],
  ['/scarica?file=a.pdf', false],
  ['/pagina.html', false],
  ['/pdf', false],
  ['/a.php', false],
])('%s looks like a file: %s', (path, expected) => {
  expect(looksLikeFile(SITE + path)).toBe(expected)
})

test('what is no address looks like no file', () => {
  expect(looksLikeFile('http://[')).toBe(false)
})
