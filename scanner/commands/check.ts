import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AuditCommand } from '../terminal/arguments.ts'
import { runAudit } from './audit.ts'
import { cannotRead } from './cannot-read.ts'

/** `rampa check`: the same visit and the same rules, on one file or fragment served to ourselves. */
export async function runCheck(file: string, audit: AuditCommand, version: string): Promise<0 | 1 | 2> {
  const html = await readSource(file)
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(wholePage(html))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const input = { ...audit.input, startUrls: [url], scope: 'page' as const, allowPrivate: true }
    return await runAudit({ ...audit, input }, version)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function readSource(file: string): Promise<string> {
  try {
    return file === '-' ? await readStandardInput() : await readFile(file, 'utf8')
  } catch (error) {
    throw cannotRead(file, error)
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A fragment is put into a page that has nothing wrong of its own, so that only the fragment is judged. */
function wholePage(html: string): string {
  if (/<html[\s>]|<!doctype/i.test(html)) return html
  return `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>Frammento da controllare con Rampa</title></head>
<body><main>${html}</main></body></html>`
}
