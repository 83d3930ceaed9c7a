import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderPage } from '../../../scanner/demo/render.ts'
import { DEMO_FOLDER, type DemoServer, serveDemo } from '../../../scanner/demo/serve.ts'

interface Barrier {
  readonly id: string
  readonly page?: string
}

let server: DemoServer
beforeAll(async () => {
  server = await serveDemo('with-barriers')
})
afterAll(() => server.close())

const text = async (path: string) => (await fetch(new URL(path, server.url))).text()

test('the two variants keep one side of each marked place', () => {
  const source = '---\ntitle: T\n---\n<!-- barrier: x -->bad<!-- repaired -->good<!-- /barrier -->'
  expect(renderPage(source, '<b>{{content}}</b>', 'with-barriers')).toBe('<b>bad</b>')
  expect(renderPage(source, '<b>{{content}}</b>', 'repaired')).toBe('<b>good</b>')
})

test('the repaired variant may change the title and the language', () => {
  const source = '---\ntitle: A\nlang: ""\nrepaired:\n  title: B\n  lang: it\n---\n'
  expect(renderPage(source, '{{title}}|{{lang}}', 'with-barriers')).toBe('A|')
  expect(renderPage(source, '{{title}}|{{lang}}', 'repaired')).toBe('B| lang="it"')
})

test('every barrier of the manifest is planted, and has its repair beside it', async () => {
  const barriers = parse(await readFile(join(DEMO_FOLDER, 'barriers.yaml'), 'utf8')) as Barrier[]
  const source = (file: string) => readFile(join(DEMO_FOLDER, file), 'utf8')
  const shared = `${await source('layout.html')}${await source('stile.css')}`
  expect(barriers.length).toBeGreaterThan(20)
  for (const { id, page = '/' } of barriers) {
    const own = await source(page.endsWith('/') ? `${page}index.html` : page)
    // Titles and languages are told in a page's front matter.
    const isPlanted = `${shared}${own}`.includes(`barrier: ${id} `) || own.includes('\nrepaired:')
    expect(isPlanted, id).toBe(true)
  }
})

test('the server gives pages, styles, robots and sitemap, and nothing outside its folder', async () => {
  expect(await text('/servizi/')).toContain('<h1>Servizi</h1>')
  expect(await text('/stile.css')).not.toContain('barrier:')
  expect(await text('/robots.txt')).toContain('Sitemap: http://127.0.0.1:')
  expect(await text('/sitemap.xml')).toContain('/servizi/tari.html</loc>')
  for (const path of ['/layout.html', '/barriers.yaml', '/..%2f..%2fpackage.json', '/manca.html']) {
    expect((await fetch(new URL(path, server.url))).status, path).toBe(404)
  }
})
