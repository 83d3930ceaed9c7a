import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from './reports/report.ts'

/** Beside the report; the report names its pictures by this path. */
const FOLDER = 'pictures'
const NAME = /^[0-9a-f]{16}\.jpg$/

/** The folder of an output folder that holds pictures and nothing else of ours. */
export const picturesFolder = (outDir: string): string => join(outDir, FOLDER)

/** One name a component, in every audit. */
export const pictureName = (componentKey: string): string =>
  `${componentKey.replace(/^c1:/, '').slice(0, 16)}.jpg`

/** Removes the pictures of earlier audits, and those that no finding of this report shows. Other files stay. */
export async function removeStalePictures(outDir: string, report: Pick<Report, 'findings'>): Promise<void> {
  const folder = picturesFolder(outDir)
  const shown = new Set(
    report.findings.flatMap(({ occurrences }) =>
      occurrences.flatMap(({ picture }) => (picture ? join(outDir, picture) : [])),
    ),
  )
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const file = join(folder, entry.name)
    if (!entry.isFile() || !NAME.test(entry.name) || shown.has(file)) continue
    // One that cannot be removed, another user's perhaps, does no harm.
    await rm(file, { force: true }).catch(() => undefined)
  }
}
