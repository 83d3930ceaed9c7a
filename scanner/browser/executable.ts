import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'

/** No Chromium can be started. Exit status 2; the sentence says what to do. */
export class BrowserMissing extends Refusal {
  override readonly name = 'BrowserMissing'
  constructor(detail: string) {
    super({
      it: `Manca un browser utilizzabile (${detail}). Installa Chromium, oppure indica il suo percorso nella variabile RAMPA_CHROME, poi riprova.`,
      en: `There is no browser that works (${detail}). Install Chromium, or name its path in the RAMPA_CHROME variable, then try again.`,
    })
  }
}

/** A browser and what its process needs around it. */
export interface Executable {
  readonly path: string
  /** `shell` is the small headless Chromium; a full Chrome runs in its new headless mode. */
  readonly headless: 'shell' | true
  readonly env: Readonly<Record<string, string>>
}

const INSTALLED =
  process.platform === 'darwin'
    ? [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ]
    : []
/** ms. */
const VERSION_TIMEOUT_MS = 20_000
const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']

/**
 * Order: RAMPA_CHROME or PUPPETEER_EXECUTABLE_PATH, an installed Chrome or Chromium, the Chromium inside the
 * npm package, which is unpacked once a version into a folder of our own.
 *
 * @throws BrowserMissing when none is there, or the one named does not exist
 */
export async function findExecutable(env: NodeJS.ProcessEnv = process.env): Promise<Executable> {
  const named = env.RAMPA_CHROME || env.PUPPETEER_EXECUTABLE_PATH
  if (named) {
    if (!isRunnable(named)) throw new BrowserMissing(`${named} is not a program`)
    return { path: named, headless: /shell/.test(named) ? 'shell' : true, env: {} }
  }
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)))
  const installed = [...INSTALLED, ...onPath].find(isRunnable)
  if (installed) return { path: installed, headless: true, env: {} }
  return bundled(env)
}

/** The first number of its version, e.g. `153`; '' when it does not say. `--version` ends at once. */
export async function majorVersionOf({ path, env }: Executable): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version', '--no-sandbox'], {
      env: { ...process.env, ...env },
      timeout: VERSION_TIMEOUT_MS,
    })
    return /(\d+)(?:\.\d+){3}/.exec(stdout)?.[1] ?? ''
  } catch {
    return ''
  }
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

async function bundled(env: NodeJS.ProcessEnv): Promise<Executable> {
  try {
    const home = await unpack(env)
    const path = join(home, 'chromium')
    const hasLibraries = await startsWith(path, {})
    const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }
    const libraries = hasLibraries ? {} : { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }
    if (!hasLibraries && !(await startsWith(path, libraries))) {
      throw new Error('the bundled Chromium does not start: libraries of the system are missing')
    }
    return { path, headless: 'shell', env: { ...fonts, ...libraries } }
  } catch (error) {
    throw new BrowserMissing(error instanceof Error ? error.message.slice(0, 200) : 'unknown')
  }
}

/** `--version` ends at once and needs all shared libraries. */
async function startsWith(path: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await promisify(execFile)(path, ['--version', '--no-sandbox'], {
      env: { ...process.env, ...env },
      timeout: VERSION_TIMEOUT_MS,
    })
    return true
  } catch {
    return false
  }
}

/**
 * Unpacks beside and renames: a rename is one step, so several processes may race and none ever sees half a
 * program. The package's own place, a fixed name in the shared temporary folder, could be anybody's file.
 */
async function unpack(env: NodeJS.ProcessEnv): Promise<string> {
  const require = createRequire(import.meta.url)
  const packageFile = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'package.json')
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  const cache = cacheFolder(env)
  const home = join(cache, `chromium-${version}`)
  if (existsSync(join(home, 'chromium'))) return home
  const draft = await mkdtemp(join(cache, 'unpacking-'))
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], {
      cwd: dirname(packageFile),
      env: { ...process.env, TMPDIR: draft, RAMPA_PACK: join(dirname(packageFile), 'bin') },
      timeout: 180_000,
    })
    await rename(draft, home)
  } catch (error) {
    if (!existsSync(join(home, 'chromium'))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return home
}

/** A process of its own, as the package writes where TMPDIR points. */
const UNPACK = `
const { inflate } = await import('@sparticuz/chromium')
const { join } = await import('node:path')
const packs = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
await Promise.all(packs.map((name) => inflate(join(process.env.RAMPA_PACK, name))))`

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const wanted = [
    join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rampa'),
    join(tmpdir(), `rampa-${process.getuid?.() ?? 0}`),
  ]
  for (const folder of wanted) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      accessSync(folder, constants.W_OK)
      if (process.getuid && statSync(folder).uid !== process.getuid()) continue
      return folder
    } catch {
      // Read-only home: the next one may do.
    }
  }
  throw new Error('no folder to unpack the browser into')
}
