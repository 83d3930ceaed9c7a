import { main } from '../cli.ts'
import { serveDemo } from './serve.ts'

// `npm run demo`: serves the fictional municipality on loopback and audits it. What follows `--` goes to the
// audit. Finding its barriers is what the demo is for, so they are no failure here.
const server = await serveDemo('with-barriers')
try {
  const status = await main([
    'audit',
    server.url,
    '--allow-private',
    '--best-practices',
    ...process.argv.slice(2),
  ])
  process.exitCode = status === 2 ? 2 : 0
} finally {
  await server.close()
}
