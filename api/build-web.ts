import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Builds the web app when it was never built, or when one of its sources is newer than what was built. A copy
 * of Rampa without the sources has been built elsewhere.
 */
export async function buildWeb(webFolder: string, onBuild: () => void): Promise<void> {
  const sources = dirname(webFolder)
  const configFile = join(sources, 'vite.config.ts')
  if (!existsSync(configFile)) return
  const built = join(webFolder, 'index.html')
  if (existsSync(built) && statSync(built).mtimeMs >= newestIn(sources, webFolder)) return
  onBuild()
  const { build } = await import('vite')
  await build({ configFile, logLevel: 'warn' })
}

/** ms since the epoch. */
function newestIn(folder: string, except: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name)
    if (path === except || entry.name === 'node_modules') return 0
    return entry.isDirectory() ? newestIn(path, except) : statSync(path).mtimeMs
  })
  return Math.max(0, ...times)
}
