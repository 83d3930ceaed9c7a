import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer'
import { BrowserMissing, type Executable } from './executable.ts'
import { groupMemoryMb, killGroup, membersOf } from './process-group.ts'

const VIEWPORT = { width: 1280, height: 800 } as const
const CLOSE_GRACE_MS = 5_000
const PROFILE = /^rampa-profile-(\d+)-/

export interface LaunchedBrowser {
  readonly browser: Browser
  /** Chromium leads its own process group: this is its number. */
  readonly groupId: number
  /** Chromium's sandbox is on wherever the system allows it. */
  readonly isSandboxed: boolean
  memoryMb(): number
  /** At once, for a browser that no longer listens. */
  kill(): void
  /** Politely, for at most 5 s, then by force; removes the profile. */
  close(): Promise<void>
}

export interface BrowserOptions {
  readonly executable: Executable
  readonly proxyUrl: string
  readonly userAgent?: string
}

const running = new Map<number, string>()
let isWatchingExit = false

/** The last chance when the process ends without closing; Chromium also leaves when its pipe breaks. */
function watchExit(): void {
  if (isWatchingExit) return
  isWatchingExit = true
  process.on('exit', () => {
    for (const [groupId, profile] of running) {
      killGroup(groupId)
      rmSync(profile, { recursive: true, force: true })
    }
  })
}

/**
 * Everything Chromium sends goes by the proxy: loopback is not excepted (`<-loopback>`), names are not
 * resolved inside (`MAP * ~NOTFOUND`), UDP (QUIC, WebRTC) stays shut.
 *
 * Site isolation is off: frames of other sites then live in the page's process, so that one native snapshot
 * sees them all and pages cost less. What it would protect, logins of other sites, is never in here.
 */
function flags({ proxyUrl, userAgent }: BrowserOptions, isSandboxed: boolean): string[] {
  return [
    `--proxy-server=${proxyUrl}`,
    '--proxy-bypass-list=<-loopback>',
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${new URL(proxyUrl).hostname}`,
    '--disable-quic',
    '--dns-prefetch-disable',
    '--no-pings',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-domain-reliability',
    '--disable-component-update',
    '--no-default-browser-check',
    '--disable-site-isolation-trials',
    '--disable-features=IsolateOrigins,site-per-process,HttpsUpgrades,LocalNetworkAccessChecks,DialMediaRouteProvider,InterestFeedContentSuggestions',
    '--force-prefers-reduced-motion',
    '--lang=it-IT',
    '--accept-lang=it-IT,it,en',
    '--font-render-hinting=none',
    '--in-process-gpu',
    '--disable-gpu',
    ...(userAgent ? [`--user-agent=${userAgent}`] : []),
    ...(isSandboxed ? [] : ['--no-sandbox', '--disable-setuid-sandbox']),
  ]
}

function launchOptions(options: BrowserOptions, profile: string, isSandboxed: boolean): LaunchOptions {
  const { executable } = options
  return {
    executablePath: executable.path,
    headless: executable.headless,
    args: flags(options, isSandboxed),
    userDataDir: profile,
    // A pipe, not a port: nobody else can drive the browser, and it ends when our end of the pipe does.
    pipe: true,
    defaultViewport: VIEWPORT,
    timeout: 30_000,
    protocolTimeout: 180_000,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...process.env, ...executable.env, TZ: 'Europe/Rome', LANG: 'it_IT.UTF-8', LANGUAGE: 'it' },
  }
}

/**
 * Starts Chromium detached, in a process group of its own and with an empty profile.
 *
 * @throws BrowserMissing when it starts neither with nor without its sandbox
 */
export async function launchBrowser(options: BrowserOptions): Promise<LaunchedBrowser> {
  watchExit()
  sweepProfiles()
  const isRoot = process.getuid?.() === 0
  const attempts = isRoot ? [false] : [true, false]
  let reason = ''
  for (const isSandboxed of attempts) {
    const profile = await mkdtemp(join(tmpdir(), `rampa-profile-${process.pid}-`))
    try {
      const browser = await puppeteer.launch(launchOptions(options, profile, isSandboxed))
      return handleOf(browser, profile, isSandboxed)
    } catch (error) {
      reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
      await rm(profile, { recursive: true, force: true })
    }
  }
  throw new BrowserMissing(reason)
}

function handleOf(browser: Browser, profile: string, isSandboxed: boolean): LaunchedBrowser {
  const groupId = browser.process()?.pid ?? 0
  running.set(groupId, profile)
  const dispose = async () => {
    killGroup(groupId)
    await groupGone(groupId)
    running.delete(groupId)
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  let closing: Promise<void> | null = null
  const close = async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, CLOSE_GRACE_MS)
    })
    await Promise.race([browser.close().catch(() => undefined), late])
    clearTimeout(timer)
    await dispose()
  }
  return {
    browser,
    groupId,
    isSandboxed,
    memoryMb: () => groupMemoryMb(groupId),
    kill: () => killGroup(groupId),
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** A killed process needs a moment to leave the table; its files cannot be removed while it still writes. */
async function groupGone(groupId: number): Promise<void> {
  for (let look = 0; look < 40 && membersOf(groupId).length > 0; look++) {
    await new Promise((done) => setTimeout(done, 25))
  }
}

let isSwept = false

/** Profiles of audits that were killed: their process number is no longer running. */
function sweepProfiles(): void {
  if (isSwept) return
  isSwept = true
  mkdirSync(tmpdir(), { recursive: true })
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(PROFILE.exec(name)?.[1] ?? 0)
    if (pid === 0 || isAlive(pid)) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
