import { createRequire } from 'node:module'
import type { Report } from './reports/report.ts'

type Engines = Report['tool']['engines']

/** The engines that worked for a report. Lighthouse is named when it ran, whatever it could measure. */
export function enginesOf(engines: Engines, lighthouse: Report['lighthouse']): Engines {
  return lighthouse.length > 0 ? { ...engines, lighthouse: lighthouseVersion() } : engines
}

function lighthouseVersion(): string {
  const { version } = createRequire(import.meta.url)('lighthouse/package.json') as { version: string }
  return version
}
