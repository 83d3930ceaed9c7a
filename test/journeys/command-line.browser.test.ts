import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../scanner/reports/report.ts'
import { userAgentOf } from '../../scanner/user-agent.ts'
import {
  answer,
  type FixtureSite,
  openFixtureSite,
  page,
  type Route,
  redirect,
} from '../helpers/fixture-site.ts'

const BIN = fileURLToPath(new URL('../../api/bin.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rampa-cli-'))
let site: FixtureSite

const PAGES = 12
const body = (at: number) =>
  page(
    `<h1>Pagina ${at}</h1><img src="/x.png">${Array.from({ length: PAGES }, (_, n) => `<a href="/p/${n}">Pagina numero ${n}</a>`).join(' ')}`,
  )

beforeAll(async () => {
  site = await openFixtureSite({
    '/': body(100),
    ...Object.fromEntries(Array.from({ length: PAGES }, (_, at) => [`/p/${at}`, body(at)])),
    '/data.json': answer(200, { 'content-type': 'application/json' }, '{}'),
    '/away': redirect('http://localhost:1/'),
  })
})
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

let runs = 0
function rampa(
  args: readonly string[],
  onStart: (child: ChildProcess, out: string) => void = () => undefined,
): Promise<Ended> {
  const out = join(folder, `run-${runs++}`)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args, '--out', out], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (status) => resolve({ status, out: stdout, err: stderr }))
    onStart(child, out)
  })
}

const reportIn = (out: string): Report => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))

test('an address that cannot be audited is refused with a sentence and status 2', async () => {
  const gone = await openFixtureSite()
  await gone.close()
  const down = await rampa(['audit', gone.url, '--allow-private'])
  expect([down.status, down.err]).toEqual([
    2,
    expect.stringContaining('Il server non accetta la connessione'),
  ])
  const data = await rampa(['audit', `${site.url}/data.json`, '--allow-private'])
  expect([data.status, data.err]).toEqual([2, expect.stringContaining('Non è una pagina web')])
  const away = await rampa(['audit', `${site.url}/away`, '--allow-private'])
  expect(away.status).toBe(2)
  const hidden = await rampa(['audit', site.url])
  expect([hidden.status, hidden.err]).toEqual([2, expect.stringContaining('--allow-private')])
  const english = await rampa(['audit', site.url, '--lang', 'en'])
  expect(english.err).toContain('private network')
  const page = await rampa(['audit', gone.url, '--scope', 'page', '--allow-private'])
  expect([page.status, page.err]).toEqual([
    2,
    expect.stringContaining('Il server non accetta la connessione'),
  ])
  const wrong = await rampa(['audit', 'ftp://x', '--max-pages', 'zero'])
  expect([wrong.status, wrong.err.split('\n').length]).toEqual([2, 3])
})

test('a site is audited, the report written, and findings give status 1', async () => {
  let folderOf = ''
  const { status, out } = await rampa(
    ['audit', site.url, '--allow-private', '--format', 'html,json,md'],
    (_, to) => {
      folderOf = to
      mkdirSync(join(to, 'pictures'), { recursive: true })
      writeFileSync(join(to, 'pictures', '0123456789abcdef.jpg'), 'of an earlier audit')
    },
  )
  expect(status).toBe(1)
  expect(out).toContain('Da dove cominciare')
  expect(readdirSync(folderOf).sort()).toEqual(['pictures', 'report.html', 'report.json', 'report.md'])
  const { pages, findings } = reportIn(folderOf)
  expect(pages).toHaveLength(PAGES + 1)
  const pictures = findings.flatMap(({ occurrences }) => occurrences.flatMap(({ picture }) => picture ?? []))
  expect(readdirSync(join(folderOf, 'pictures')).map((name) => `pictures/${name}`)).toEqual(
    [...new Set(pictures)].sort(),
  )
  const again = await rampa([
    'audit',
    site.url,
    '--allow-private',
    '--baseline',
    join(folderOf, 'report.json'),
  ])
  expect(again.status).toBe(0)
  expect(again.out).toContain('0 nuovi')
})

test('just the listed addresses, or just one page', async () => {
  const list = join(folder, 'urls.txt')
  writeFileSync(list, `# due pagine\n${site.url}/p/1\n${site.url}/p/2\n`)
  let folderOf = ''
  await rampa(['audit', '--urls', list, '--allow-private', '--quiet', '--format', 'json'], (_, to) => {
    folderOf = to
  })
  expect(reportIn(folderOf).pages.map(({ url }) => new URL(url).pathname)).toEqual(['/p/1', '/p/2'])
  await rampa(
    ['audit', `${site.url}/p/3`, '--scope', 'page', '--allow-private', '--format', 'json'],
    (_, to) => {
      folderOf = to
    },
  )
  expect(reportIn(folderOf).pages).toHaveLength(1)
})

test('robots.txt and pages are asked for under one name, with the version of the browser', async () => {
  const names = new Set<string>()
  const noting =
    (type: string, text: string): Route =>
    ({ headers }, response) => {
      names.add(headers['user-agent'] ?? '')
      response.writeHead(200, { 'content-type': type }).end(text)
    }
  const noted = await openFixtureSite({
    '/': noting('text/html', body(0)),
    '/robots.txt': noting('text/plain', 'User-agent: *\nAllow: /'),
  })
  let folderOf = ''
  await rampa(['audit', noted.url, '--scope', 'page', '--allow-private', '--format', 'json'], (_, to) => {
    folderOf = to
  })
  await noted.close()
  const major = /\/(\d+)/.exec(reportIn(folderOf).tool.engines.chromium ?? '')?.[1] ?? ''
  expect([...names]).toEqual([userAgentOf(major)])
})

test('when none of the listed addresses can be audited, the reasons are on the terminal', async () => {
  const list = join(folder, 'gone.txt')
  writeFileSync(list, `${site.url}/manca\n${site.url}/manca-anche\n`)
  const { status, out } = await rampa(['audit', '--urls', list, '--allow-private', '--format', 'json'])
  expect(status).toBe(2)
  expect(out).toContain('/manca-anche: Il server risponde con un errore. (HTTP 404)')
})

test('Chromium killed in mid-audit: the report is complete all the same', async () => {
  let folderOf = ''
  const { status } = await rampa(
    ['audit', site.url, '--allow-private', '--format', 'json', '--concurrency', '2'],
    (child, to) => {
      folderOf = to
      let kills = 0
      child.stderr?.on('data', () => {
        if (kills++ > 1) return
        for (const pid of childrenOf(child.pid ?? 0)) process.kill(-pid, 'SIGKILL')
      })
    },
  )
  expect(status).toBe(1)
  const report = reportIn(folderOf)
  expect(report.pages).toHaveLength(PAGES + 1)
  expect(report.scan.ended).toBe('complete')
})

test('Ctrl-C ends the audit in order and still writes what there is', async () => {
  let folderOf = ''
  const { status } = await rampa(
    ['audit', site.url, '--allow-private', '--format', 'json', '--concurrency', '1', '--verbose'],
    (child, to) => {
      folderOf = to
      let isSent = false
      child.stderr?.on('data', (chunk) => {
        if (isSent || !String(chunk).includes('ok  ')) return
        isSent = true
        child.kill('SIGINT')
      })
    },
  )
  expect([1, 2]).toContain(status)
  expect(existsSync(join(folderOf, 'report.json'))).toBe(true)
  const { scan, pages, notAudited } = reportIn(folderOf)
  expect(scan.ended).toBe('interrupted')
  expect(pages.length + notAudited.length).toBe(scan.coverage.discovered)
})

test('Ctrl-C while robots.txt does not come: nothing more is asked for, and the report says so', async () => {
  let running: ChildProcess | undefined
  let folderOf = ''
  const hanging = await openFixtureSite({ '/': body(0), '/robots.txt': () => void running?.kill('SIGINT') })
  const { status, out } = await rampa(
    ['audit', hanging.url, '--allow-private', '--format', 'json'],
    (child, to) => {
      running = child
      folderOf = to
    },
  )
  await hanging.close()
  expect(status).toBe(2)
  expect(out).toContain('Controllo fermato')
  const { scan, pages, notAudited } = reportIn(folderOf)
  expect([scan.ended, pages]).toEqual(['interrupted', []])
  expect(notAudited.map(({ url, cause }) => [url, cause])).toEqual([[`${hanging.url}/`, 'interrupted']])
  expect(hanging.requests.filter((path) => path.includes('sitemap'))).toEqual([])
})

test('a fragment is checked by the same rules', async () => {
  const file = join(folder, 'frammento.html')
  writeFileSync(file, '<p><img src="data:,"> Testo del frammento.</p>')
  let folderOf = ''
  const { status } = await rampa(['check', file, '--format', 'json'], (_, to) => {
    folderOf = to
  })
  expect(status).toBe(1)
  expect(reportIn(folderOf).findings.map(({ rule }) => rule)).toEqual(['axe-image-alt'])
})

/** Processes whose parent is the given one. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent)
      } catch {
        return false
      }
    })
    .map(Number)
}
