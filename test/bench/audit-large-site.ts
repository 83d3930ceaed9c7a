import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseScanOptions } from '../../scanner/options.ts'
import { scan } from '../../scanner/scan.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'
import { serveLargeSite } from './large-site.ts'

// One whole audit of a generated site, as `rampa audit` does it: `node audit-large-site.ts <pages>`.

const pageCount = Number(process.argv[2])
const outDir = mkdtempSync(join(tmpdir(), 'rampa-bench-'))
const server = await serveLargeSite(pageCount)
try {
  const report = await scan(
    parseScanOptions({
      startUrls: [server.url],
      allowPrivate: true,
      bestPractices: true,
      maxPages: pageCount,
      concurrency: 4,
    }),
    {
      texts: loadRuleTexts('it'),
      version: 'bench',
      outDir,
      baseline: null,
      now: () => new Date(),
      onEvent: () => undefined,
      isStopped: () => false,
    },
  )
  const { audited } = report.scan.coverage
  if (audited !== pageCount) throw new Error(`${audited} pages of ${pageCount} were audited.`)
} finally {
  await server.close()
  rmSync(outDir, { recursive: true, force: true })
}
