import { describe, expect, test } from 'vitest'
import { type Actor, reach } from '../../api/actor.ts'
import type { Role, Scope } from '../../api/db/schema.ts'
import { ACTIONS, type Action, PERMISSIONS, reachOf, scopesBeyond } from '../../api/permissions.ts'

/**
 * Who may do what, written a second time and in another form: A everything of the organisation, o only what is
 * one's own, . nothing. Columns as in COLUMNS. A change of one table without the other fails.
 */
const COLUMNS: readonly Role[] = [
  'administrator',
  'accessibility-manager',
  'office-manager',
  'editor',
  'supplier',
  'employee',
  'association-administrator',
  'facilitator',
  'door',
]
const TABLE: Readonly<Record<Action, string>> = {
  //                     adm acc off edi sup emp ass fac door
  'site.read': '          A   A   A   A   o   .   .   .   . ',
  'site.write': '         A   A   .   .   .   .   .   .   . ',
  'audit.start': '        A   A   .   .   .   .   .   .   . ',
  'audit.stop': '         A   A   .   .   .   .   .   .   . ',
  'finding.read': '       A   A   o   o   o   .   .   .   . ',
  'finding.assign': '     A   A   o   .   .   .   .   .   . ',
  'finding.claim': '      A   A   o   o   o   .   .   .   . ',
  'finding.decide': '     A   A   .   .   .   .   .   .   . ',
  'finding.comment': '    A   A   o   o   o   .   .   .   . ',
  'finding.answer': '     A   A   o   o   .   .   .   .   . ',
  'finding.recheck': '    A   A   o   o   o   .   .   .   . ',
  'check.run': '          A   A   A   A   .   A   .   .   . ',
  'learning.do': '        A   A   A   A   A   A   A   A   A ',
  'training.assign': '    A   A   o   .   .   .   .   .   . ',
  'training.people': '    A   .   o   .   .   .   .   .   . ',
  'people.read': '        A   A   o   .   .   .   .   .   . ',
  'people.write': '       A   .   .   .   .   .   .   .   . ',
  'office.write': '       A   .   .   .   .   .   .   .   . ',
  'token.write': '        A   .   .   .   .   .   .   .   . ',
  'guest-link.write': '   A   A   .   .   .   .   .   .   . ',
  'mail.read': '          A   .   .   .   .   .   .   .   . ',
  'audit-log.read': '     A   A   .   .   .   .   .   .   . ',
  'organisation.write': ' A   .   .   .   .   .   .   .   . ',
}
const REACHES = { A: 'all', o: 'own', '.': undefined } as const

const cells = ACTIONS.flatMap((action) => {
  const marks = TABLE[action].trim().split(/\s+/) as (keyof typeof REACHES)[]
  return COLUMNS.map((role, at) => ({ role, action, expected: REACHES[marks[at] ?? '.'] }))
})

test('the table has a cell for each role and action', () => {
  expect([...COLUMNS].sort()).toEqual(Object.keys(PERMISSIONS).sort())
  expect(Object.keys(TABLE).sort()).toEqual([...ACTIONS].sort())
  for (const marks of Object.values(TABLE)) expect(marks.trim().split(/\s+/)).toHaveLength(COLUMNS.length)
})

test.each(cells)('$role, $action: $expected', ({ role, action, expected }) => {
  expect(reachOf([role], action)).toBe(expected)
})

describe('several roles', () => {
  test('give the widest reach of any, in whatever order', () => {
    expect(reachOf(['editor', 'accessibility-manager'], 'finding.read')).toBe('all')
    expect(reachOf(['accessibility-manager', 'editor'], 'finding.read')).toBe('all')
    expect(reachOf(['employee', 'editor'], 'finding.read')).toBe('own')
  })

  test('none give nothing', () => {
    for (const action of ACTIONS) expect(reachOf([], action)).toBeUndefined()
  })
})

const actor = (over: Partial<Actor>): Actor => ({
  kind: 'person',
  organisationId: 'o',
  personId: 'p',
  sessionId: 's',
  roles: ['administrator'],
  officeIds: [],
  scopes: null,
  supplier: null,
  ...over,
})

describe('a token', () => {
  const OPENS: Readonly<Record<Scope, readonly Action[]>> = {
    read: ['site.read', 'finding.read'],
    audit: ['site.read', 'audit.start', 'audit.stop', 'check.run'],
    findings: [
      'finding.read',
      'finding.claim',
      'finding.comment',
      'finding.answer',
      'finding.recheck',
      'finding.assign',
      'finding.decide',
    ],
    admin: ['site.write', 'people.read', 'people.write', 'office.write', 'audit-log.read'],
  }
  const scopes = Object.keys(OPENS) as Scope[]

  test.each(scopes)('of scope %s opens what its scope names, and nothing else', (scope) => {
    const token = actor({ kind: 'token', scopes: [scope] })
    const open = ACTIONS.filter((action) => reach(token, action))
    expect(open.sort()).toEqual([...OPENS[scope]].sort())
  })

  test.each(scopes)('of scope %s never reads mails or makes tokens and guest links', (scope) => {
    const token = actor({ kind: 'token', scopes: [scope] })
    for (const action of ['mail.read', 'token.write', 'guest-link.write', 'organisation.write'] as const) {
      expect(reach(token, action)).toBeUndefined()
    }
  })

  test('does no more than its maker may today', () => {
    const editors = actor({ kind: 'token', scopes: ['read', 'findings', 'admin'], roles: ['editor'] })
    expect(reach(editors, 'finding.read')).toBe('own')
    expect(reach(editors, 'finding.decide')).toBeUndefined()
    expect(reach(editors, 'people.read')).toBeUndefined()
    const orphan = actor({ kind: 'token', scopes: ['read', 'audit', 'findings', 'admin'], roles: [] })
    expect(ACTIONS.filter((action) => reach(orphan, action))).toEqual([])
  })

  test('cannot be given a scope wider than its maker', () => {
    expect(scopesBeyond(['administrator'], scopes)).toEqual([])
    expect(scopesBeyond(['accessibility-manager'], scopes)).toEqual(['admin'])
    expect(scopesBeyond(['editor'], scopes)).toEqual(['audit', 'findings', 'admin'])
    expect(scopesBeyond([], ['read'])).toEqual(['read'])
  })
})

test('a guest reads findings, only its supplier’s, and does nothing else', () => {
  const guest = actor({ kind: 'guest', roles: [], supplier: 'Tema srl', personId: null, sessionId: null })
  for (const action of ACTIONS)
    expect(reach(guest, action)).toBe(action === 'finding.read' ? 'own' : undefined)
})
