import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { htmlToPdf } from '../browser/pdf.ts'
import { removeStalePictures } from '../picture-files.ts'
import type { Report, ReportFormat } from '../reports/report.ts'

/** Writes the report in each format into the folder, and says where. Pictures that it does not show are removed. */
export async function writeReport(
  report: Report,
  formats: readonly ReportFormat[],
  outDir: string,
): Promise<string[]> {
  const files: string[] = []
  for (const format of formats) {
    const file = join(outDir, `report.${format.extension}`)
    const content = await format.render(report, {
      htmlToPdf,
      picture: (path) => {
        const picture = join(outDir, path)
        if (!existsSync(picture)) return undefined
        return `data:image/jpeg;base64,${readFileSync(picture).toString('base64')}`
      },
    })
    await writeFile(file, content)
    files.push(file)
  }
  await removeStalePictures(outDir, report)
  return files
}
