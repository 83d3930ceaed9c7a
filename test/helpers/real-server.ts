import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { readConfig } from '../../api/config.ts'
import { type Running, startServer } from '../../api/main.ts'
import { freePort } from './free-port.ts'
import { type BuiltWeb, buildWeb } from './web-app.ts'

export interface RealServer {
  readonly url: string
  readonly running: Running
  close(): Promise<void>
}

/** Rampa as it is started for real: production build, embedded database in a folder of its own, worker; no demo. */
export async function openRealServer(
  env: Readonly<Record<string, string>> = {},
  { hasScreens = true } = {},
): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rampa-server-'))
  const web: BuiltWeb | null = hasScreens ? await buildWeb() : null
  const config = readConfig({
    PORT: String(await freePort()),
    RAMPA_DATA: folder,
    RAMPA_DEMO: '0',
    LOG_LEVEL: 'silent',
    ...env,
  })
  const running = await startServer(
    { ...config, ...(web ? { webFolder: web.folder } : {}) },
    pino({ level: 'silent' }),
  )
  return {
    url: config.url,
    running,
    async close() {
      await running.stop()
      web?.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
