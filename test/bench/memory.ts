import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { treeMemoryMb } from './process-tree.ts'

const SMALL = 100
const LARGE = 2_000
/** ms between two looks at the memory. */
const LOOK_EVERY_MS = 250
const AUDIT = fileURLToPath(new URL('audit-large-site.ts', import.meta.url))

/** Peak memory of whole audits, each in a process of its own: browsers, spool, digests and report included. */
export async function compareMemory(): Promise<void> {
  const small = await peakOf(SMALL)
  const large = await peakOf(LARGE)
  process.stdout.write(`${LARGE} pages / ${SMALL} pages: ${(large / small).toFixed(2)} in peak memory\n`)
}

async function peakOf(pageCount: number): Promise<number> {
  const child = spawn(process.execPath, [AUDIT, String(pageCount)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { pid = 0 } = child
  let peakMb = 0
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, treeMemoryMb(pid))
  }, LOOK_EVERY_MS)
  child.stdout.pipe(process.stdout)
  const [status] = await once(child, 'exit')
  clearInterval(watch)
  if (status !== 0) throw new Error(`The audit of ${pageCount} pages ended with status ${status}.`)
  process.stdout.write(`${String(pageCount).padStart(5)} pages  ${peakMb.toFixed(0)} MB peak\n`)
  return peakMb
}
