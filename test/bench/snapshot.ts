import { navigate } from '../../scanner/browser/navigate.ts'
import { openBrowserPool } from '../../scanner/browser/pool.ts'
import { takeSnapshot } from '../../scanner/collect/snapshot.ts'

/** Looks at each page; the middle one counts. */
const LOOKS = 9

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Time and size of the native snapshot, beside one `axe.run` of the same page. */
export async function measureSnapshots(urls: readonly string[], axeSource: string): Promise<void> {
  const pool = await openBrowserPool({ concurrency: 1, allowPrivate: true })
  for (const url of urls) {
    await pool.run(
      async (tab) => {
        await navigate(tab, url)
        await tab.page.evaluate(axeSource)
        const timed = async (work: () => Promise<unknown>) => {
          const startedAt = performance.now()
          await work()
          return performance.now() - startedAt
        }
        const [snapshotMs, axeMs]: [number[], number[]] = [[], []]
        for (let look = 0; look < LOOKS; look++) {
          snapshotMs.push(await timed(() => takeSnapshot(tab.page, 'default')))
          axeMs.push(await timed(() => tab.page.evaluate('axe.run().then(() => 0)')))
        }
        const snapshot = await takeSnapshot(tab.page, 'default')
        const mb = Buffer.byteLength(JSON.stringify(snapshot)) / 1e6
        const [own, axe] = [median(snapshotMs), median(axeMs)]
        process.stdout.write(
          `snapshot of ${new URL(url).pathname}: ${snapshot.nodes.length} nodes, ${own.toFixed(0)} ms, ${mb.toFixed(2)} MB; axe.run ${axe.toFixed(0)} ms, ratio ${(own / axe).toFixed(2)}\n`,
        )
      },
      { timeoutMs: 120_000 },
    )
  }
  await pool.close()
}
