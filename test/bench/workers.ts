import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '../../api/db/connect.ts'
import { openFixtureSite, page } from '../helpers/fixture-site.ts'
import { startPostgres, TEMPLATE } from '../helpers/postgres.ts'
import { killFamily, queueAudit, startRampa } from '../helpers/rampa-process.ts'

// One audit on PostgreSQL, done by one worker process and then by two that share it, of a site whose every answer
// takes a moment. `--pages N` (60), `--latency MS` (200). A figure, not a bar: it depends on the machine. The bar is
// that no page is visited twice and none is lost: the database says so, and the site counts what it was asked for.
// Exit status 1 when it is missed.

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '60' },
    latency: { type: 'string', default: '200' },
  },
})
const PAGES = Number(values.pages)
const LATENCY_MS = Number(values.latency)
/** Batches of pages side by side in one worker. */
const CONCURRENCY = '2'
const LOOK_AGAIN_MS = 200

const say = (line: string) => process.stdout.write(`${line}\n`)
const pathOf = (at: number) => (at === 0 ? '/' : `/atti/${at}.html`)
const paths = Array.from({ length: PAGES }, (_, at) => pathOf(at))

/** Every page links to all the others, so that all are known after the first. */
const links = paths.map((path, at) => `<li><a href="${path}">Atto numero ${at}</a></li>`).join('')
const pageAt = (at: number) =>
  page(
    `<main><h1>Atto ${at}</h1><p>Testo dell’atto numero ${at}.</p><img src="/${at}.png"><ul>${links}</ul></main>`,
  )
const site = await openFixtureSite(
  Object.fromEntries(
    paths.map((path, at) => [
      path,
      (_request, response) => {
        setTimeout(
          () => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageAt(at)),
          LATENCY_MS,
        )
      },
    ]),
  ),
)
const postgres = await startPostgres()

interface Run {
  readonly pagesPerMinute: number
  /** Pages that each worker visited. */
  readonly shares: readonly number[]
  readonly faults: readonly string[]
}

async function run(workerCount: number): Promise<Run> {
  const name = `bench_${workerCount}`
  const admin = await openDatabase({ databaseUrl: `${postgres.address}/postgres`, dataFolder: '' })
  await sql.raw(`create database ${name} template ${TEMPLATE}`).execute(admin.db)
  await admin.close()
  const databaseUrl = `${postgres.address}/${name}`
  const settings = {
    DATABASE_URL: databaseUrl,
    RAMPA_PRIVATE_HOSTS: new URL(site.url).host,
    RAMPA_CONCURRENCY: CONCURRENCY,
    LOG_LEVEL: 'silent',
  }
  const database = await openDatabase({ databaseUrl, dataFolder: '' })
  // Each end of a visit is written down, with the process that wrote it: the rows themselves go with the report.
  await sql`create table visit_end (place int, mode text, worker text)`.execute(database.db)
  await sql`create function note_end() returns trigger language plpgsql as $$ begin
    insert into visit_end values (new.place, new.mode, current_setting('application_name'));
    return new; end $$`.execute(database.db)
  await sql`create trigger note_end after update of status on audit_visit for each row
    when (new.status = 'done') execute function note_end()`.execute(database.db)
  const workers = Array.from({ length: workerCount }, (_, at) =>
    // The name that each worker's connections have.
    startRampa('worker', { ...settings, PGAPPNAME: `worker ${at + 1}` }, { output: true }),
  )
  try {
    await Promise.all(workers.map(({ stdout }) => stdout && once(stdout, 'data')))
    site.requests.length = 0
    await queueAudit(settings, `${site.url}/`)
    for (;;) {
      const { finished_at } = await database.db
        .selectFrom('audit')
        .select('finished_at')
        .executeTakeFirstOrThrow()
      if (finished_at) break
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
    return await judge(database)
  } finally {
    for (const worker of workers) await killFamily(worker)
    await database.close()
  }
}

async function judge({ db }: Awaited<ReturnType<typeof openDatabase>>): Promise<Run> {
  const audit = await db.selectFrom('audit').selectAll().executeTakeFirstOrThrow()
  const visited = await db
    .selectFrom('audit_page')
    .innerJoin('page', 'page.id', 'audit_page.page_id')
    .select('page.url')
    .execute()
  const { rows: twice } = await sql<{ place: number }>`
    select place from visit_end group by place, mode having count(*) > 1`.execute(db)
  const { rows: shares } = await sql<{ count: number }>`
    select count(*)::int as count from visit_end group by worker order by worker`.execute(db)
  const urls = visited.map(({ url }) => url.slice(site.url.length))
  const asked = Map.groupBy(site.requests, (path) => path)
  // The start is read besides, before the audit begins; so is what a page's title may depend on.
  const askedAgain = paths.filter((path) => path !== '/' && (asked.get(path)?.length ?? 0) > 1)
  const faults = [
    ...(audit.status === 'concluded' ? [] : [`the audit ended as “${audit.status}”: ${audit.problem}`]),
    ...paths.filter((path) => !urls.includes(path)).map((path) => `lost: ${path}`),
    ...urls.filter((path, at) => urls.indexOf(path) !== at).map((path) => `in the report twice: ${path}`),
    ...twice.map(({ place }) => `kept twice: place ${place}`),
    ...askedAgain.map((path) => `asked of the site ${asked.get(path)?.length} times: ${path}`),
  ]
  const minutes = ((audit.finished_at?.getTime() ?? 0) - (audit.started_at?.getTime() ?? 0)) / 60_000
  return { pagesPerMinute: visited.length / minutes, shares: shares.map(({ count }) => count), faults }
}

try {
  const one = await run(1)
  const two = await run(2)
  say(`${PAGES} pages, ${LATENCY_MS} ms each answer, PostgreSQL`)
  say(`1 worker   ${one.pagesPerMinute.toFixed(0).padStart(5)} pages/min`)
  say(`2 workers  ${two.pagesPerMinute.toFixed(0).padStart(5)} pages/min, shared ${two.shares.join(' + ')}`)
  say(`ratio      ${(two.pagesPerMinute / one.pagesPerMinute).toFixed(2).padStart(5)}`)
  const faults = [...one.faults, ...two.faults]
  for (const fault of faults) say(`  ${fault}`)
  say(faults.length === 0 ? 'No page was visited twice and none was lost.' : `${faults.length} faults.`)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await postgres.stop()
  await site.close()
}
