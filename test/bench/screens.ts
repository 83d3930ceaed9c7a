import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { type Flags } from 'lighthouse'
import pino from 'pino'
import { buildWeb } from '../../api/build-web.ts'
import { readConfig } from '../../api/config.ts'
import { startServer } from '../../api/main.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import { openChromium } from '../helpers/chromium.ts'
import { freePort } from '../helpers/free-port.ts'

// Lighthouse, as a phone would meet them, on the main screens of the real server with the demo site's first audit.

const data = mkdtempSync(join(tmpdir(), 'rampa-screens-'))
const port = await freePort()
const config = readConfig({ PORT: String(port), RAMPA_DATA: data, LOG_LEVEL: 'silent' })
await buildWeb(config.webFolder, () => undefined)
const running = await startServer(config, pino({ level: 'silent' }))
const { db } = running.deps

async function firstAudit(): Promise<void> {
  for (;;) {
    const { status } = await db.selectFrom('audit').select('status').executeTakeFirstOrThrow()
    if (status !== 'queued' && status !== 'running') return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** A session of the demo's administrator. */
async function signedIn(): Promise<string> {
  const { person_id, organisation_id } = await db
    .selectFrom('membership')
    .select(['person_id', 'organisation_id'])
    .where('role', '=', 'administrator')
    .executeTakeFirstOrThrow()
  const token = newSecret()
  const times = { last_used_at: new Date(), expires_at: new Date(Date.now() + 3_600_000) }
  await db
    .insertInto('session')
    .values({ person_id, organisation_id, token_hash: digestOf(token), ...times })
    .execute()
  return token
}

await firstAudit()
const value = await signedIn()
const site = await db.selectFrom('site').select('id').executeTakeFirstOrThrow()
const finding = await db
  .selectFrom('finding')
  .select('id')
  .orderBy('priority', 'desc')
  .executeTakeFirstOrThrow()
const SCREENS = {
  '/entra': false,
  '/corsi': false,
  '/corsi/struttura/03-tabelle': false,
  '/': true,
  [`/siti/${site.id}`]: true,
  '/segnalazioni': true,
  [`/segnalazioni/${finding.id}`]: true,
  '/da-giudicare': true,
  '/percorso': true,
}
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

process.stdout.write(`${'screen'.padEnd(28)} ${CATEGORIES.join('  ')}\n`)
for (const [path, isInside] of Object.entries(SCREENS)) {
  const browser = await openChromium()
  const page = await browser.newPage()
  if (isInside) {
    await browser.setCookie({ name: 'rampa', value, domain: 'localhost', path: '/', httpOnly: true })
    await page.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
  }
  const flags: Flags = { onlyCategories: [...CATEGORIES], disableStorageReset: true, logLevel: 'silent' }
  const result = await lighthouse(`http://localhost:${port}${path}`, flags, undefined, page)
  const lhr = result?.lhr
  const scores = CATEGORIES.map((id) => String(Math.round((lhr?.categories[id]?.score ?? 0) * 100)))
  const failing = Object.values(lhr?.audits ?? {}).filter(
    ({ id, score }) =>
      score === 0 &&
      CATEGORIES.slice(1).some((category) =>
        lhr?.categories[category]?.auditRefs.some((ref) => ref.id === id),
      ),
  )
  const name = path.replace(/[0-9a-f-]{36}/, ':id').padEnd(28)
  process.stdout.write(`${name} ${scores.join('  ')}  ${failing.map(({ id }) => id).join(', ')}\n`)
  await browser.close()
}
await running.stop()
rmSync(data, { recursive: true, force: true })
