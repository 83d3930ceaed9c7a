import type { Procedure } from './machine.ts'

/** FNV-1a, 32 bits: the same words, the same number everywhere. http://www.isthe.com/chongo/tech/comp/fnv/ */
function digest(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** Ids of the traps that differ from the plain case. */
export const trapsOf = ({ traps }: Procedure): readonly string[] =>
  traps.flatMap(({ id, data }) => (Object.keys(data).length > 0 ? [id] : []))

/**
 * The trap of the next attempt; null for the plain case. The first attempt is plain, so that the way is learnt first,
 * and so are guided ones, which light that way. Afterwards what was met least often comes, never the same twice in a
 * row, and the plain case among the rest: who expects a trap every time learns to suspect, not to look.
 *
 * @param seed who, which exercise, which day: the same all day long for the same history
 * @param met what was met before, oldest first
 */
export function drawTrap(procedure: Procedure, seed: string, met: readonly (string | null)[]): string | null {
  if (met.length === 0 || procedure.guided) return null
  const all = [null, ...trapsOf(procedure)]
  const timesOf = (trap: string | null) => met.filter((one) => one === trap).length
  const fresh = all.length > 1 ? all.filter((trap) => trap !== met.at(-1)) : all
  const fewest = Math.min(...fresh.map(timesOf))
  const candidates = fresh.filter((trap) => timesOf(trap) === fewest)
  return candidates[digest(seed) % candidates.length] ?? null
}
