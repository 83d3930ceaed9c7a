import { type Act, act, begin, dataOf, isTrue, type Procedure, type Run } from './machine.ts'
import { eventsAsked } from './references.ts'

/** A search that finds more than this many states is told to the author: the procedure is too free to be proved. */
const MOST_STATES = 20_000
/** Ways to fill the fields of one screen. */
const MOST_FILLINGS = 64

export interface Explored {
  /** Fewest acts to a state in which every goal holds and nothing critical was done; undefined: none was found. */
  readonly shortest: number | undefined
  readonly errors: ReadonlySet<string>
  readonly nevers: ReadonlySet<string>
  readonly goals: ReadonlySet<string>
  /** Screens from which no goal that is required can be reached any more, though nothing critical was done. */
  readonly deadEnds: ReadonlySet<string>
  readonly isTooLarge: boolean
}

interface Node {
  readonly run: Run
  readonly depth: number
  readonly next: Set<string>
}

/** Breadth first through all that can be done, with the values that the file gives. */
export function explore(procedure: Procedure, trap: string | null): Explored {
  const asked = eventsAsked(procedure)
  const keyOf = ({ screen, state, events, nevers }: Run) =>
    JSON.stringify([screen, Object.entries(state).sort(), memoryOf(events, asked), nevers])
  const nodes = new Map<string, Node>()
  const errors = new Set<string>()
  const queue: string[] = []
  const visit = (run: Run, depth: number): string => {
    const key = keyOf(run)
    if (!nodes.has(key)) {
      nodes.set(key, { run, depth, next: new Set() })
      queue.push(key)
    }
    return key
  }
  visit(begin(procedure), 0)
  for (let at = 0; at < queue.length && nodes.size <= MOST_STATES; at += 1) {
    const node = nodes.get(queue[at] ?? '')
    if (!node) break
    for (const one of actsAt(procedure, trap, node.run)) {
      const run = act(procedure, trap, node.run, one)
      if (run.error) errors.add(run.error)
      node.next.add(visit({ ...run, error: undefined }, node.depth + 1))
    }
  }
  return { ...summary(procedure, trap, nodes), errors, isTooLarge: nodes.size > MOST_STATES }
}

/** Of what was done, only what conditions ask about: order of the first times, and counts up to three. */
function memoryOf(events: readonly string[], asked: ReadonlySet<string>): unknown {
  const relevant = events.filter((event) => asked.has(event))
  const firsts = [...new Set(relevant)]
  return firsts.map((event) => [event, Math.min(3, relevant.filter((one) => one === event).length)])
}

function actsAt(procedure: Procedure, trap: string | null, run: Run): readonly Act[] {
  const screen = procedure.screens[run.screen]
  if (!screen) return []
  const fillings = fillingsOf(procedure, trap, run.screen)
  return screen.actions.flatMap(({ id }) => fillings.map((fields) => ({ action: id, fields })))
}

/** Values worth trying: those of the solution and of the mistakes, the samples, every option, and nothing at all. */
function fillingsOf(procedure: Procedure, trap: string | null, screenId: string): readonly Act['fields'][] {
  const fields = Object.entries(procedure.screens[screenId]?.fields ?? {})
  const data = dataOf(procedure, trap)
  const written = [procedure.solution, ...procedure.typicalMistakes.map(({ steps }) => steps)].flat()
  const valuesOf = ([name, field]: (typeof fields)[number]) => {
    const fixed =
      field.type === 'check'
        ? [true, false]
        : field.type === 'choice'
          ? (field.options ?? []).map(({ id }) => id)
          : ['']
    const used = written.flatMap((one) => one.fields[name] ?? [])
    // A trap may change what the right value is: values of the data under the field's own name count too.
    const known = data[name] === undefined ? [] : [data[name]]
    return [...new Set([...used, ...known, ...field.samples, ...fixed])]
  }
  return fields.reduce<Act['fields'][]>(
    (all, field) =>
      all
        .flatMap((filling) => valuesOf(field).map((value) => ({ ...filling, [field[0]]: value })))
        .slice(0, MOST_FILLINGS),
    [{}],
  )
}

function summary(procedure: Procedure, trap: string | null, nodes: ReadonlyMap<string, Node>) {
  const nevers = new Set<string>()
  const goals = new Set<string>()
  const complete: Node[] = []
  const good = new Set<string>()
  for (const [key, node] of nodes) {
    for (const id of node.run.nevers) nevers.add(id)
    const reached = procedure.goals.filter(({ when }) => isTrue(when, procedure, trap, node.run))
    for (const { id } of reached) goals.add(id)
    const isClean = node.run.nevers.length === 0
    if (isClean && reached.length === procedure.goals.length) complete.push(node)
    if (
      isClean &&
      procedure.goals.every(({ id, required }) => !required || reached.some((goal) => goal.id === id))
    )
      good.add(key)
  }
  // A way out that leads through a critical error is none.
  const clean = new Map([...nodes].filter(([, { run }]) => run.nevers.length === 0))
  const alive = backwards(clean, good)
  const dead = [...clean].filter(([key]) => !alive.has(key))
  return {
    shortest: complete.length > 0 ? Math.min(...complete.map(({ depth }) => depth)) : undefined,
    nevers,
    goals,
    deadEnds: new Set(dead.map(([, { run }]) => run.screen)),
  }
}

/** Every state from which one of `ends` can be reached. */
function backwards(nodes: ReadonlyMap<string, Node>, ends: ReadonlySet<string>): ReadonlySet<string> {
  const before = new Map<string, string[]>()
  for (const [key, { next }] of nodes) for (const to of next) before.set(to, [...(before.get(to) ?? []), key])
  const reached = new Set(ends)
  const queue = [...ends]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const from of before.get(key) ?? []) {
      if (reached.has(from)) continue
      reached.add(from)
      queue.push(from)
    }
  }
  return reached
}
