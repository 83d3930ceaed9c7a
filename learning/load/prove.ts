import type { ContentFault } from '../content-error.ts'
import type { Exercise } from '../exercises/exercise.ts'
import { kindOf } from '../exercises/index.ts'
import type { Grade, Proof } from '../exercises/kind.ts'
import { grade, inspectionOf, solutionOf } from '../grade.ts'
import { type InspectMarkup, NOTHING_INSPECTED } from '../ports.ts'
import { isMadeOf } from '../template.ts'
import type { Read } from './load.ts'

/** axe rules that every page of an exercise must pass, but for those that its checks are about. Judged without layout. */
const PAGE_RULES = [
  'image-alt',
  'empty-heading',
  'heading-order',
  'list',
  'listitem',
  'link-name',
  'button-name',
  'label',
  'document-title',
  'html-has-lang',
  'valid-lang',
  'td-headers-attr',
  'th-has-data-cells',
  'empty-table-header',
  'definition-list',
  'aria-valid-attr',
  'frame-title',
]

/** Every proof of an exercise that does not hold, told to its author. */
export async function proveExercise(
  { file, value, lineOf }: Read<Exercise>,
  inspect: InspectMarkup,
): Promise<readonly ContentFault[]> {
  const kind = kindOf(value.kind)
  const fault = (field: string, message: string): ContentFault => ({
    file,
    line: lineOf(field),
    field,
    message,
  })
  const whole = (kind.faults?.(value.spec) ?? []).map(({ field, message }) => fault(field, message))
  if (whole.length > 0) return whole
  const found: ContentFault[] = []
  for (const proof of kind.proofs(value.spec) as readonly Proof<unknown>[]) {
    const asked = inspectionOf(value, proof.answer)
    const inspection = asked ? await inspect(asked.html, asked.wanted) : NOTHING_INSPECTED
    const result = grade(value, proof.answer, inspection)
    const message = result ? mismatch(proof, result, value.kind) : 'its answer cannot be read'
    if (message) found.push(fault(proof.field, `${proof.what} ${message}`))
  }
  return [...found, ...(await solvedPageFaults(value, inspect)).map((message) => fault('solution', message))]
}

/** What a proof expected and did not get; undefined when it holds. */
function mismatch({ expect }: Proof<unknown>, result: Grade, kind: Exercise['kind']): string | undefined {
  const failing = result.results.filter(({ passed, required }) => !passed && required)
  const names = failing.map(({ id }) => `«${id}»`).join(', ')
  if (expect === 'passes') {
    if (!result.passed) return `should pass, but fails ${result.critical?.id ?? names}`
    return result.score === 1 ? undefined : `passes, but reaches only ${Math.round(result.score * 100)} %`
  }
  if (expect === 'fails') return result.passed ? 'should fail, but passes' : undefined
  if (result.passed) return `should fail «${expect.fails}», but passes`
  const isProcedure = kind === 'procedure' || kind === 'setback'
  const isNamed = result.critical
    ? result.critical.id === expect.fails
    : failing.some(({ id }) => id === expect.fails)
  if (!isNamed) return `should fail «${expect.fails}», but fails ${result.critical?.id ?? names}`
  // In a procedure one goal missed may keep others from being reached.
  if (!isProcedure && failing.length > 1) return `should fail only «${expect.fails}», but fails ${names}`
  const told = failing.find(({ id }) => id === expect.fails)?.message
  const isTold = expect.message === undefined || (told !== undefined && isMadeOf(told, expect.message))
  return isTold ? undefined : `should say «${expect.message}», but says «${told}»`
}

/** A solved page must be a good page: no exercise teaches one thing and breaks another. */
async function solvedPageFaults(exercise: Exercise, inspect: InspectMarkup): Promise<readonly string[]> {
  if (exercise.kind !== 'repair-page' && exercise.kind !== 'build') return []
  const solution = solutionOf(exercise)
  const html = solution && kindOf(exercise.kind).markup?.(exercise.spec, solution)
  if (!html) return []
  const { violations } = await inspect(html, { axe: PAGE_RULES, names: [], contrasts: [] })
  return Object.entries(violations).map(
    ([rule, targets]) => `the solved page still fails axe’s ${rule}: ${targets.join('; ')}`,
  )
}
