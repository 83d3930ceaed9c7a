import { readFile } from 'node:fs/promises'
import { serveFragment } from '../serve-fragment.ts'
import type { AuditCommand } from '../terminal/arguments.ts'
import { runAudit } from './audit.ts'
import { cannotRead } from './cannot-read.ts'

/** `rampa check`: the same visit and the same rules, on one file or fragment served to ourselves. */
export async function runCheck(file: string, audit: AuditCommand, version: string): Promise<0 | 1 | 2> {
  const fragment = await serveFragment(await readSource(file))
  try {
    const input = { ...audit.input, startUrls: [fragment.url], scope: 'page' as const, allowPrivate: true }
    return await runAudit({ ...audit, input }, version)
  } finally {
    fragment.close()
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
