import { readFileSync } from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefusal } from '../refusal.ts'

/** The embedded database serves one process only. */
class FolderInUse extends StartRefusal {
  override readonly name = 'FolderInUse'

  constructor(folder: string, pid: number) {
    super({
      it: `La cartella ${folder} è già in uso da un'altra copia di Rampa (processo ${pid}). Chiudi quella, oppure indica un'altra cartella in RAMPA_DATA, oppure usa PostgreSQL con DATABASE_URL.`,
      en: `The folder ${folder} is in use by another copy of Rampa (process ${pid}). Close that one, or name another folder in RAMPA_DATA, or use PostgreSQL with DATABASE_URL.`,
    })
  }
}

interface Owner {
  readonly pid: number
  /** When the process began, in the system's own ticks: a reused process number is no owner. */
  readonly bornAt: string
}

/** Takes the folder for this process; a lock left behind by a killed process is taken over. */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const path = join(folder, 'rampa.lock')
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(JSON.stringify({ pid: process.pid, bornAt: bornAt(process.pid) } satisfies Owner))
      await file.close()
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = await readOwner(path)
    if (owner && isAlive(owner)) {
      throw new FolderInUse(folder, owner.pid)
    }
    await rm(path, { force: true })
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

function isAlive({ pid, bornAt: born }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return bornAt(pid) === born
}

/** Start time of a process (field 22 of `/proc/<pid>/stat`); '' where the system has no such file. */
function bornAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
