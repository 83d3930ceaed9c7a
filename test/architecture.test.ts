import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const FOLDERS = ['scanner', 'learning', 'api', 'web']

function sourcesOf(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(folder, path))
  } catch {
    return []
  }
}

/** Every `from '…'` and `import('…')` with a relative path, resolved against the repository. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path)),
  )
}

const edges = FOLDERS.flatMap(sourcesOf).flatMap((from) => importsOf(from).map((to) => ({ from, to })))
const inside = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`))

test('the scanner and learning import nothing of ours outside themselves', () => {
  const strays = edges.filter(
    ({ from, to }) =>
      (inside(from, 'scanner') && !inside(to, 'scanner')) ||
      (inside(from, 'learning') && !inside(to, 'learning')),
  )
  expect(strays.filter(({ to }) => to !== 'package.json')).toEqual([])
})

test('the api goes through the doors of scanner and learning', () => {
  const doors = ['scanner/index.ts', 'learning/index.ts']
  const strays = edges.filter(
    ({ from, to }) =>
      inside(from, 'api') &&
      inside(to, 'scanner', 'learning', 'web') &&
      !doors.includes(to) &&
      // The `rampa` command hands a folder's sub-commands to the folder.
      !(from === 'api/rampa.ts' && to === 'scanner/cli.ts'),
  )
  expect(strays).toEqual([])
})

test('only the typed client of the web app knows the api, only its exercises know how they are graded', () => {
  const doors = ['web/client.ts api/app.ts', 'web/exercises/learning.ts learning/browser.ts']
  const strays = edges.filter(
    ({ from, to }) => inside(from, 'web') && !inside(to, 'web') && !doors.includes(`${from} ${to}`),
  )
  expect(strays).toEqual([])
})

test('what is pure in the scanner never reaches the browser', () => {
  const pure = ['scanner/crawl', 'scanner/rules', 'scanner/findings', 'scanner/reports', 'scanner/standards']
  const impure = ({ to }: { to: string }) =>
    (inside(to, 'scanner/browser') && to !== 'scanner/browser/types.ts') ||
    ['scanner/scan.ts', 'scanner/audit-page.ts', 'scanner/cli.ts'].includes(to)
  expect(edges.filter((edge) => inside(edge.from, ...pure) && impure(edge))).toEqual([])
})

test('what grades in the browser loads neither files nor jsdom', () => {
  const seen = new Set<string>()
  const follow = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { from, to } of edges) if (from === file) follow(to)
  }
  follow('learning/browser.ts')
  const impure = [...seen].filter((file) =>
    /from '(node:|jsdom)/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(impure).toEqual([])
})

test('pure folders use neither the network nor the file system nor the clock', () => {
  const pure = [
    'scanner/crawl',
    'scanner/rules',
    'scanner/findings',
    'learning/exercises',
    'learning/checks',
    'learning/markup',
    'learning/procedure',
    'learning/progress',
  ]
  const used = pure
    .flatMap(sourcesOf)
    .filter((file) =>
      /from '(node:(fs|net|http|https|child_process)|puppeteer)'|\bDate\.now\(\)|new Date\(\)|Math\.random/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )
  expect(used).toEqual([])
})

test('only doors and registries are called index.ts', () => {
  const names = FOLDERS.flatMap(sourcesOf).filter((file) => file.endsWith('/index.ts'))
  const known = [
    'scanner/index.ts',
    'scanner/rules/index.ts',
    'scanner/reports/index.ts',
    'learning/index.ts',
    'learning/exercises/index.ts',
    'web/messages/index.ts',
    'web/exercises/index.ts',
  ]
  expect(names.filter((name) => !known.includes(name))).toEqual([])
})
