import type { Role, Scope } from './db/schema.ts'
import { type Action, type Reach, reachOf, SCOPE_ACTIONS } from './permissions.ts'
import { Problem } from './problem.ts'

/** Who asks: a person in a session, a token of the API, or a guest with a link. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'guest'
  readonly organisationId: string
  /** null for tokens whose maker is gone, and for guests. */
  readonly personId: string | null
  readonly sessionId: string | null
  readonly roles: readonly Role[]
  readonly officeIds: readonly string[]
  /** Only for tokens. */
  readonly scopes: readonly Scope[] | null
  /** Only for guests: the supplier whose findings they see. */
  readonly supplier: string | null
}

const GUEST_ACTIONS: readonly Action[] = ['finding.read']

export function reach(actor: Actor, action: Action): Reach | undefined {
  if (actor.kind === 'guest') return GUEST_ACTIONS.includes(action) ? 'own' : undefined
  if (actor.scopes && !actor.scopes.some((scope) => SCOPE_ACTIONS[scope].includes(action))) return undefined
  return reachOf(actor.roles, action)
}

/**
 * How far this actor may do this.
 *
 * @throws Problem 403 when not at all
 */
export function allow(actor: Actor, action: Action): Reach {
  const allowed = reach(actor, action)
  if (allowed) return allowed
  throw new Problem(403, 'not-allowed', {
    it: 'Il tuo ruolo non permette questa azione. Se ti serve, chiedila a chi amministra Rampa nel tuo ente.',
    en: 'Your role does not allow this. If you need it, ask whoever administers Rampa in your organisation.',
  })
}
