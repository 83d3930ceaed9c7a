import type { FindingStatus } from '../db/schema.ts'

/** How an audit, or a proof visit, left one occurrence. */
export type Sight =
  /** Seen, and wrong. */
  | 'present'
  /** Proven gone or passing: the page answered, the rule ran to its end. */
  | 'absent'
  /** Nothing was proven. */
  | 'unproven'
  /** Its page answered 404 or 410, twice. */
  | 'page-removed'

export interface OccurrenceState {
  readonly status: 'present' | 'fixed' | 'not-verified' | 'page-removed'
  readonly absentCount: number
}

/** Absences in a row that prove a repair: one may be a page that answered oddly. */
export const PROOFS_NEEDED = 2

/** What an occurrence is after one more look. */
export function afterSight(was: OccurrenceState, sight: Sight): OccurrenceState {
  switch (sight) {
    case 'present':
      return { status: 'present', absentCount: 0 }
    case 'page-removed':
      return { status: 'page-removed', absentCount: was.absentCount }
    case 'unproven':
      // What was proven stays proven; what was open is not closed by a page that nobody saw.
      return was.status === 'present' ? { status: 'not-verified', absentCount: was.absentCount } : was
    case 'absent': {
      const absentCount = Math.min(PROOFS_NEEDED, was.absentCount + 1)
      if (absentCount >= PROOFS_NEEDED || was.status === 'fixed') return { status: 'fixed', absentCount }
      return { status: was.status === 'page-removed' ? 'page-removed' : 'present', absentCount }
    }
  }
}

export interface Standing {
  readonly status: FindingStatus
  readonly isAssigned: boolean
  /** A decision that holds covers it. */
  readonly isDecided: boolean
}

export interface Change {
  readonly status: FindingStatus
  /** What to tell in its history; null: nothing happened. */
  readonly event:
    | 'verified-fixed'
    | 'page-removed'
    | 'not-verified'
    | 'reappeared'
    | 'still-there'
    | 'seen-again'
    | 'decided'
    | null
}

/**
 * What a finding is, from its occurrences after a look. `seen`: some occurrence was present in this very look.
 * Fixed needs proof for each occurrence; a removed page closes, but is never a repair.
 */
export function resolveFinding(
  was: Standing,
  occurrences: readonly OccurrenceState[],
  seen: boolean,
): Change {
  const resting: FindingStatus = was.isDecided ? 'decided' : was.isAssigned ? 'assigned' : 'open'
  if (seen) return seenAgain(was, resting)
  const left = occurrences.filter(({ status }) => status === 'present' || status === 'not-verified')
  if (left.length === 0 && occurrences.length > 0) {
    const isRepair = occurrences.some(({ status }) => status === 'fixed')
    const status = isRepair ? 'verified-fixed' : 'page-removed'
    return { status, event: was.status === status ? null : status }
  }
  if (was.isDecided) return { status: 'decided', event: null }
  const isUnproven = left.length > 0 && left.every(({ status }) => status === 'not-verified')
  if (isUnproven && was.status !== 'verified-fixed' && was.status !== 'page-removed') {
    // A claim waits for its proof: that nobody could look does not take it back.
    if (was.status === 'claimed-fixed') return { status: 'claimed-fixed', event: null }
    return { status: 'not-verified', event: was.status === 'not-verified' ? null : 'not-verified' }
  }
  const isUp = was.status === 'open' || was.status === 'assigned' || was.status === 'decided'
  return { status: isUp ? resting : was.status, event: null }
}

function seenAgain(was: Standing, resting: FindingStatus): Change {
  switch (was.status) {
    case 'verified-fixed':
    case 'page-removed':
      return { status: resting, event: 'reappeared' }
    case 'claimed-fixed':
      return { status: resting, event: 'still-there' }
    case 'not-verified':
      return { status: resting, event: 'seen-again' }
    case 'decided':
      return { status: resting, event: null }
    case 'open':
    case 'assigned':
      return { status: resting, event: resting === 'decided' ? 'decided' : null }
  }
}
