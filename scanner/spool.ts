import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { PageRecord } from './findings/sighting.ts'

/**
 * Pages' results wait on disk, one line a page, so that memory does not grow with the site. They are read
 * back in page order, whatever order the visits ended in.
 */
export interface Spool {
  write(record: PageRecord): Promise<void>
  /** In the order of `pages`; pages without a record are passed over. */
  read(pages: readonly string[]): AsyncIterable<PageRecord>
  close(): void
}

interface Place {
  readonly start: number
  readonly end: number
}

export function openSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), 'rampa-spool-'))
  const file = join(folder, 'pages.ndjson')
  const stream = createWriteStream(file)
  const places = new Map<string, Place>()
  let offset = 0

  return {
    write(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`)
      places.set(record.page, { start: offset, end: offset + line.length - 1 })
      offset += line.length
      return new Promise((resolve, reject) =>
        stream.write(line, (error) => (error ? reject(error) : resolve())),
      )
    },
    async *read(pages) {
      for (const page of pages) {
        const place = places.get(page)
        if (!place) continue
        // By place, not by line: readline also splits at U+2028, which JSON leaves as it is.
        yield JSON.parse(await text(createReadStream(file, place))) as PageRecord
      }
    },
    close() {
      stream.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
