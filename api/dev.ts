import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'

// `npm run dev`: the API, started again at each change, and Vite in front of it.
const web = await createServer({ configFile: join(import.meta.dirname, '..', 'web', 'vite.config.ts') })
await web.listen()
web.printUrls()
const address = web.resolvedUrls?.local[0]?.replace(/\/$/, '')
const api = spawn(
  process.execPath,
  ['--watch', '--env-file-if-exists=.env', join(import.meta.dirname, 'bin.js'), 'serve', '--no-build'],
  // People are where Vite is: links lead there, and writes come from there.
  { stdio: 'inherit', env: { ...(address ? { RAMPA_URL: address } : {}), ...process.env } },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => api.kill(signal))
api.on('exit', () => void web.close())
