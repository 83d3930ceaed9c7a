import { expect, test } from 'vitest'
import type { Procedure } from '../../learning/procedure/machine.ts'
import { drawTrap, trapsOf } from '../../learning/procedure/trap.ts'

const withTraps = (ids: readonly string[], guided = false) =>
  ({
    guided,
    traps: [{ id: 'tutto-torna', data: {} }, ...ids.map((id) => ({ id, data: { amount: id } }))],
  }) as unknown as Procedure

const three = withTraps(['altro-beneficiario', 'importo-diverso', 'gia-pagato'])

/** What somebody meets in so many attempts, a day after the other or all on one. */
function meet(procedure: Procedure, times: number, seedOf: (at: number) => string): (string | null)[] {
  const met: (string | null)[] = []
  for (let at = 0; at < times; at += 1) met.push(drawTrap(procedure, seedOf(at), met))
  return met
}

test('the first attempt is plain, whoever makes it', () => {
  for (const who of ['a', 'b', 'c', 'd']) expect(drawTrap(three, who, [])).toBeNull()
})

test('a guided procedure lights the plain way, and stays plain', () => {
  expect(drawTrap(withTraps(['x'], true), 'a', [null, null])).toBeNull()
})

test('the same person, exercise, day and history: the same trap', () => {
  expect(drawTrap(three, 'anna esercizio 2026-11-24', [null])).toBe(
    drawTrap(three, 'anna esercizio 2026-11-24', [null]),
  )
})

test.each([1, 2, 3, 4, 5])('never the same twice in a row, and each is met in a round: person %i', (who) => {
  for (const seedOf of [() => `${who}`, (at: number) => `${who} day ${at}`]) {
    const met = meet(three, 12, seedOf)
    for (let at = 1; at < met.length; at += 1) expect(met[at]).not.toBe(met[at - 1])
    expect(new Set(met.slice(0, 5))).toEqual(new Set([null, ...trapsOf(three)]))
  }
})

test('one trap takes turns with the plain case; none, and it is always plain', () => {
  expect(meet(withTraps(['x']), 4, () => 'a')).toEqual([null, 'x', null, 'x'])
  expect(meet(withTraps([]), 3, () => 'a')).toEqual([null, null, null])
})

test('different people meet different traps', () => {
  const second = new Set(
    ['anna', 'bruno', 'carla', 'dino', 'elsa'].map((who) => drawTrap(three, who, [null])),
  )
  expect(second.size).toBeGreaterThan(1)
})
