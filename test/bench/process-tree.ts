import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, and KB a page of memory, on Linux. */
const TICKS = 100
const PAGE_KB = 4

interface Process {
  readonly pid: number
  readonly parent: number
  readonly group: number
  /** Its ended children included. */
  readonly cpuS: number
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number)
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0)
        return [{ pid: Number(name), parent: fields[1] ?? 0, group: fields[2] ?? 0, cpuS: ticks / TICKS }]
      } catch {
        // It ended in between.
        return []
      }
    })
}

/** CPU seconds that a process group has used. */
export const cpuOf = (groupId: number): number =>
  processes()
    .filter(({ group }) => group === groupId)
    .reduce((sum, { cpuS }) => sum + cpuS, 0)

/** Memory of a process and all below it in MB; what processes share (program images, mostly) is left out. */
export function treeMemoryMb(root: number): number {
  const all = processes()
  const tree = new Set([root])
  // Parents are older, but numbers may start again: as many rounds as the tree is deep.
  for (let size = 0; size < tree.size; ) {
    size = tree.size
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid)
  }
  return [...tree].reduce((sum, pid) => sum + ownMemoryMb(pid), 0)
}

function ownMemoryMb(pid: number): number {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ').map(Number)
    return (Math.max(0, resident - shared) * PAGE_KB) / 1024
  } catch {
    return 0
  }
}
