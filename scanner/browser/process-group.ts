import { readdirSync, readFileSync } from 'node:fs'

/** A running member of a process group, as /proc tells. */
export interface GroupMember {
  readonly pid: number
  readonly parent: number
  readonly rssKb: number
}

const PAGE_KB = 4

/**
 * The living processes of a group (zombies are dead already). Empty where there is no /proc.
 */
export function membersOf(groupId: number): GroupMember[] {
  let entries: string[]
  try {
    entries = readdirSync('/proc')
  } catch {
    return []
  }
  const members: GroupMember[] = []
  for (const entry of entries) {
    if (!/^\d+$/.test(entry)) continue
    const member = readMember(Number(entry), groupId)
    if (member) members.push(member)
  }
  return members
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: after `(name) `: state, ppid, pgrp… rss is the 22nd. */
function readMember(pid: number, groupId: number): GroupMember | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(fields[2]) !== groupId || fields[0] === 'Z' || fields[0] === 'X') return null
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ').map(Number)
    // Chromium's processes share one program image: counting it once each would overstate by hundreds of MB.
    return { pid, parent: Number(fields[1]), rssKb: Math.max(0, resident - shared) * PAGE_KB }
  } catch {
    return null
  }
}

/** Memory of a whole group in MB, shared pages left out; 0 where it cannot be read. */
export function groupMemoryMb(groupId: number): number {
  return membersOf(groupId).reduce((sum, { rssKb }) => sum + rssKb, 0) / 1024
}

/** SIGKILL to a group that we started; never to our own group. */
export function killGroup(groupId: number): void {
  if (groupId <= 1 || groupId === process.pid) return
  try {
    process.kill(-groupId, 'SIGKILL')
  } catch {
    // Already gone.
  }
}
