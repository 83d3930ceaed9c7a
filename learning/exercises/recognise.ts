import { type CheckResult, type ExerciseKind, gradeOf } from './kind.ts'

/** One or more right answers among plausible ones. Each option says why. */
export const choice: ExerciseKind<'choice'> = {
  evidence: 'recognised',
  grade({ options }, { chosen }) {
    const picked = new Set(chosen)
    return gradeOf(
      options.map(({ id, isRight, why }): CheckResult => {
        const passed = picked.has(id) === isRight
        return { id, required: true, passed, message: passed ? undefined : why }
      }),
    )
  },
  proofs({ options }) {
    const right = options.filter(({ isRight }) => isRight).map(({ id }) => id)
    return [
      { what: 'the right options', field: 'options', answer: { chosen: right }, expect: 'passes' },
      { what: 'no option', field: 'options', answer: { chosen: [] }, expect: 'fails' },
      {
        what: 'all options',
        field: 'options',
        answer: { chosen: options.map(({ id }) => id) },
        expect: 'fails',
      },
    ]
  },
}

/** Steps are put in order. What is told is why the first one out of place belongs elsewhere. */
export const order: ExerciseKind<'order'> = {
  evidence: 'recognised',
  grade({ items }, answer) {
    return gradeOf(
      items.map(({ id, why }, at): CheckResult => {
        const passed = answer.order[at] === id
        return { id, required: true, passed, message: passed ? undefined : why }
      }),
    )
  },
  proofs({ items }) {
    const ids = items.map(({ id }) => id)
    return [
      { what: 'the order as written', field: 'items', answer: { order: ids }, expect: 'passes' },
      {
        what: 'the order turned round',
        field: 'items',
        answer: { order: ids.toReversed() },
        expect: 'fails',
      },
    ]
  },
}

/** Halves are put together; decoys fit none. */
export const match: ExerciseKind<'match'> = {
  evidence: 'recognised',
  grade({ pairs }, { matches }) {
    return gradeOf(
      pairs.map(({ id, why }): CheckResult => {
        const passed = matches[id] === id
        return { id, required: true, passed, message: passed ? undefined : why }
      }),
    )
  },
  proofs({ pairs }) {
    const ids = pairs.map(({ id }) => id)
    const turned = Object.fromEntries(ids.map((id, at) => [id, ids[(at + 1) % ids.length] ?? '']))
    return [
      {
        what: 'each with its own',
        field: 'pairs',
        answer: { matches: Object.fromEntries(ids.map((id) => [id, id])) },
        expect: 'passes',
      },
      { what: 'each with the next', field: 'pairs', answer: { matches: turned }, expect: 'fails' },
    ]
  },
  faults({ pairs }) {
    const rights = pairs.map(({ right }) => right)
    const twice = rights.find((right, at) => rights.indexOf(right) !== at)
    return twice
      ? [{ field: 'pairs', message: `«${twice}» stands twice on the right: it would fit both` }]
      : []
  },
}
