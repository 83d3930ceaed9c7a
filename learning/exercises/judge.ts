import { type CheckResult, type ExerciseKind, gradeOf } from './kind.ts'
import type { Specs } from './specs.ts'

/** At most this many requests that are not critical may go astray. */
const FORGIVEN = 1

/** Requests are sent each to its channel: the critical ones all right, one other may be wrong. */
export const triage: ExerciseKind<'triage'> = {
  evidence: 'recognised',
  grade({ requests }, { channels }) {
    const results = requests.map(({ id, channel, why }): CheckResult => {
      const passed = channels[id] === channel
      return { id, required: true, passed, message: passed ? undefined : why }
    })
    const wrong = requests.filter(({ id, channel }) => channels[id] !== channel)
    const passed = wrong.length <= FORGIVEN && wrong.every(({ critical }) => !critical)
    return { ...gradeOf(results), passed }
  },
  proofs({ channels, requests }) {
    const right = Object.fromEntries(requests.map(({ id, channel }) => [id, channel]))
    const other = (channel: string) => channels.find(({ id }) => id !== channel)?.id ?? ''
    return [
      { what: 'nothing sent', field: 'requests', answer: { channels: {} }, expect: 'fails' },
      { what: 'each to its channel', field: 'requests', answer: { channels: right }, expect: 'passes' },
      ...requests
        .filter(({ critical }) => critical)
        .map(({ id, channel }) => ({
          what: `the critical request ${id} astray`,
          field: 'requests',
          answer: { channels: { ...right, [id]: other(channel) } },
          expect: 'fails' as const,
        })),
    ]
  },
  faults({ channels, requests }) {
    const ids = new Set(channels.map(({ id }) => id))
    const stray = requests.flatMap(({ channel }, at) =>
      ids.has(channel)
        ? []
        : [{ field: `requests.${at}.channel`, message: `no channel is called «${channel}»` }],
    )
    const hasCritical = requests.some(({ critical }) => critical)
    return hasCritical
      ? stray
      : [...stray, { field: 'requests', message: 'at least one request must be critical' }]
  },
}

const rightClue = ({ clues }: Specs['true-or-false']['items'][number]) =>
  clues.find(({ isRight }) => isRight)?.id ?? ''

/** The genuine is told from the fraud, with a clue that proves it. */
export const trueOrFalse: ExerciseKind<'true-or-false'> = {
  evidence: 'true-or-false',
  grade({ items }, { verdicts }) {
    return gradeOf(
      items.map(({ id, isGenuine, clues, why }): CheckResult => {
        const verdict = verdicts[id]
        const clue = clues.find((one) => one.id === verdict?.clue)
        const passed = verdict?.isGenuine === isGenuine && clue?.isRight === true
        return { id, required: true, passed, message: passed ? undefined : why }
      }),
    )
  },
  proofs({ items }) {
    const verdicts = (flip: boolean) =>
      Object.fromEntries(
        items.map((item) => [item.id, { isGenuine: item.isGenuine !== flip, clue: rightClue(item) }]),
      )
    return [
      { what: 'no verdict', field: 'items', answer: { verdicts: {} }, expect: 'fails' },
      {
        what: 'the right verdicts and clues',
        field: 'items',
        answer: { verdicts: verdicts(false) },
        expect: 'passes',
      },
      {
        what: 'the contrary verdicts',
        field: 'items',
        answer: { verdicts: verdicts(true) },
        expect: 'fails',
      },
    ]
  },
  faults({ items }) {
    const clueless = items.flatMap((item, at) =>
      rightClue(item) ? [] : [{ field: `items.${at}.clues`, message: 'no clue is right' }],
    )
    const isOneSided = new Set(items.map(({ isGenuine }) => isGenuine)).size < 2
    return isOneSided
      ? [...clueless, { field: 'items', message: 'one must be genuine and one must not' }]
      : clueless
  },
}
