import type { Role, Scope } from './db/schema.ts'

/**
 * What each role may do. `own`: only what belongs to its offices or is assigned to it; `all`: the whole
 * organisation. What is not listed is refused. Screens ask the same table, through `/api/me`.
 */
export type Reach = 'all' | 'own'

export const ACTIONS = [
  'site.read',
  'site.write',
  'audit.start',
  'audit.stop',
  'finding.read',
  'finding.assign',
  'finding.claim',
  'finding.decide',
  'finding.comment',
  'finding.answer',
  'finding.recheck',
  'check.run',
  'learning.do',
  'training.assign',
  'training.people',
  'people.read',
  'people.write',
  'office.write',
  'token.write',
  'guest-link.write',
  'mail.read',
  'audit-log.read',
  'organisation.write',
] as const
export type Action = (typeof ACTIONS)[number]

const every = (reach: Reach, actions: readonly Action[]) =>
  Object.fromEntries(actions.map((action) => [action, reach])) as Partial<Record<Action, Reach>>

const WORK_ON_FINDINGS: readonly Action[] = [
  'finding.read',
  'finding.claim',
  'finding.comment',
  'finding.answer',
  'finding.recheck',
]

export const PERMISSIONS: Readonly<Record<Role, Readonly<Partial<Record<Action, Reach>>>>> = {
  administrator: every('all', ACTIONS),
  'accessibility-manager': every('all', [
    'site.read',
    'site.write',
    'audit.start',
    'audit.stop',
    ...WORK_ON_FINDINGS,
    'finding.assign',
    'finding.decide',
    'check.run',
    'learning.do',
    'training.assign',
    'people.read',
    'guest-link.write',
    'audit-log.read',
  ]),
  'office-manager': {
    ...every('all', ['site.read', 'check.run', 'learning.do']),
    ...every('own', [
      ...WORK_ON_FINDINGS,
      'finding.assign',
      'people.read',
      'training.assign',
      'training.people',
    ]),
  },
  editor: { ...every('all', ['site.read', 'check.run', 'learning.do']), ...every('own', WORK_ON_FINDINGS) },
  supplier: {
    ...every('all', ['learning.do']),
    ...every('own', ['site.read', 'finding.read', 'finding.claim', 'finding.comment', 'finding.recheck']),
  },
  employee: every('all', ['check.run', 'learning.do']),
  'association-administrator': every('all', ['learning.do']),
  facilitator: every('all', ['learning.do']),
  door: every('all', ['learning.do']),
}

/** What a token's scopes open, whatever its maker may do. */
export const SCOPE_ACTIONS: Readonly<Record<Scope, readonly Action[]>> = {
  read: ['site.read', 'finding.read'],
  audit: ['site.read', 'audit.start', 'audit.stop', 'check.run'],
  findings: [...WORK_ON_FINDINGS, 'finding.assign', 'finding.decide'],
  admin: ['site.write', 'people.read', 'people.write', 'office.write', 'audit-log.read'],
}

/** The widest reach that any of the roles gives; undefined: refused. */
export function reachOf(roles: readonly Role[], action: Action): Reach | undefined {
  const reaches = roles.map((role) => PERMISSIONS[role][action])
  return reaches.includes('all') ? 'all' : reaches.find((reach) => reach !== undefined)
}

/** Scopes that would let a token do what its maker may not. */
export const scopesBeyond = (roles: readonly Role[], scopes: readonly Scope[]): readonly Scope[] =>
  scopes.filter((scope) => SCOPE_ACTIONS[scope].some((action) => reachOf(roles, action) === undefined))
