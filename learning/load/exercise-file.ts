import { z } from 'zod'
import type { ContentFault } from '../content-error.ts'
import { type Exercise, exerciseFront } from '../exercises/exercise.ts'
import { isKind } from '../exercises/index.ts'
import { SHAPES } from '../exercises/specs.ts'
import { type Located, readAs, readYaml, splitFront } from './front-matter.ts'
import { type Block, markdownFaults, splitBlocks, toSafeHtml } from './markdown.ts'

export interface Loaded<T> {
  readonly value?: T
  readonly faults: readonly ContentFault[]
  /** Line of the file where a field of the spec stands. */
  readonly lineOf?: (field: string) => number
  /** The words that a person reads, for their readability. */
  readonly prose?: string
}

const hintsOf = z.array(z.string().min(5)).min(1).max(4)

/** Blocks whose YAML is one field of the spec by its own name; the rest of a spec is in `yaml <type>`. */
const FIELDS = new Set(['checks', 'typicalMistakes', 'solution', 'alsoValid'])

/** One exercise: front matter, the task, and blocks. Every fault, not the first. */
export function readExercise(text: string, file: string): Loaded<Exercise> {
  const whole = (message: string): Loaded<Exercise> => ({ faults: [{ file, line: 1, field: '', message }] })
  const parts = splitFront(text)
  if (!parts) return whole('a file of an exercise begins with front matter between two lines of ---')
  const located = readYaml(parts.front, file, 2)
  const front = readAs(located, exerciseFront, file)
  const { task, blocks } = splitBlocks(parts.body)
  const textFaults = markdownFaults(task).map(({ line, message }) => ({
    file,
    line: line + parts.bodyLine - 1,
    field: 'task',
    message,
  }))
  if (!front.value) return { faults: [...front.faults, ...textFaults] }
  const { type, ...rest } = front.value
  if (!isKind(type)) {
    const line = located.lineOf(['type'])
    return {
      faults: [
        ...textFaults,
        { file, line, field: 'type', message: `«${type}» is not one of ${Object.keys(SHAPES).join(', ')}` },
      ],
    }
  }
  const shifted = blocks.map((block) => ({ ...block, line: block.line + parts.bodyLine - 1 }))
  const spec = readSpec(type, shifted, file)
  const hints = readHints(shifted, file)
  const empty = task ? [] : [{ file, line: parts.bodyLine, field: 'task', message: 'the task is missing' }]
  const faults = [...spec.faults, ...hints.faults, ...textFaults, ...empty]
  if (faults.length > 0 || spec.value === undefined) return { faults }
  const value = {
    ...rest,
    kind: type,
    task: toSafeHtml(task),
    hints: hints.value ?? [],
    spec: spec.value,
  } as unknown as Exercise
  const lineOf = (field: string) => {
    if (field === 'task') return parts.bodyLine
    return Object.hasOwn(rest, field) ? located.lineOf([field]) : spec.lineOf(field)
  }
  return { value, faults: [], lineOf, prose: task }
}

interface Part {
  readonly field: string
  readonly value: unknown
  readonly lineOf: Located['lineOf']
}

interface ReadSpec {
  readonly value?: unknown
  readonly faults: readonly ContentFault[]
  readonly lineOf: (field: string) => number
}

function readSpec(type: Exercise['kind'], blocks: readonly Block[], file: string): ReadSpec {
  const parts: Part[] = []
  const faults: ContentFault[] = []
  for (const { info, content, line } of blocks) {
    const [language = '', name = ''] = info.split(' ')
    if (name === 'hints') continue
    if (language !== 'yaml') {
      parts.push({ field: name, value: content.trimEnd(), lineOf: () => line })
      continue
    }
    const located = readYaml(content, file, line)
    faults.push(...located.faults)
    if (FIELDS.has(name))
      parts.push({ field: name, value: located.value, lineOf: ([, ...path]) => located.lineOf(path) })
    else if (name === type) parts.push(...spread(located))
    else faults.push({ file, line: line - 1, field: name, message: `a ${type} has no block «${info}»` })
  }
  const lineOf = (field: string) => {
    const path = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    return parts.find((part) => part.field === path[0])?.lineOf(path) ?? blocks[0]?.line ?? 1
  }
  if (faults.length > 0) return { faults, lineOf }
  const input = Object.fromEntries(parts.map(({ field, value }) => [field, value]))
  const located: Located = { value: input, faults: [], lineOf: (path) => lineOf(path.map(String).join('.')) }
  return { ...readAs<unknown>(located, SHAPES[type].spec, file), lineOf }
}

/** Top-level keys of the kind's own block are fields of the spec. */
function spread(located: Located): readonly Part[] {
  const { value, lineOf } = located
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([field, inner]) => ({ field, value: inner as unknown, lineOf }))
}

function readHints(blocks: readonly Block[], file: string) {
  const block = blocks.find(({ info }) => info === 'yaml hints')
  if (!block) return { value: [], faults: [] }
  return readAs(readYaml(block.content, file, block.line), hintsOf, file, 'hints.')
}
