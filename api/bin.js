#!/usr/bin/env node
// Starts `rampa` on the Node that the project brings along, whatever Node is installed: the sources are
// TypeScript, which only that one runs as they are.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_THAT_RUNS_TYPESCRIPT = 24
const cli = join(dirname(fileURLToPath(import.meta.url)), 'rampa.ts')

if (Number(process.versions.node.split('.')[0]) >= OLDEST_THAT_RUNS_TYPESCRIPT) {
  const { main } = await import(cli)
  process.exitCode = await main(process.argv.slice(2))
} else {
  const nodePackage = dirname(createRequire(import.meta.url).resolve('node/package.json'))
  const child = spawn(
    join(nodePackage, 'bin', 'node'),
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  )
  // The terminal sends Ctrl-C to both; the child decides what to do with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 2 : 0)
  })
}
