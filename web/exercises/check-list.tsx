import { useId } from 'preact/hooks'
import { Icon } from '../components/icon.tsx'
import { useWords } from '../hooks/use-words.ts'
import type { Exercise } from './learning.ts'
import { count, type Live } from './use-live-verdict.ts'

interface Props {
  readonly exercise: Exercise
  readonly live: Live
}

/**
 * What is asked of a page, and what of it is done by now. It must:
 * - say «fatto» or «manca» in words, not in colours;
 * - never take the focus: what changes is announced by the live region;
 * - name what is looked at, not the way to put it right: that is told one fault at a time, when asked.
 */
export function CheckList({ exercise, live }: Props) {
  const { practice: words } = useWords()
  const id = useId()
  if (!live.grade) return null
  const names = namesOf(exercise, words.checkNames, words.facts)
  const results = live.grade.results.filter(({ required }) => required)
  return (
    <section class="card-box check-list" aria-labelledby={id}>
      <h3 id={id}>{words.title(...count(live.grade))}</h3>
      <ul>
        {results.map(({ id: check, passed }) => (
          <li key={check} class={passed ? 'is-done' : 'is-missing'}>
            <Icon name={passed ? 'check' : 'ring'} />
            <strong>{passed ? words.done : words.missing}</strong> <span lang="it">{names.get(check)}</span>
          </li>
        ))}
      </ul>
      {live.isStill && <p class="aside-line">{words.still}</p>}
      {live.byServer && <p class="aside-line">{words.byServer}</p>}
    </section>
  )
}

/** The author's own words, or what kind of thing is looked at; equal ones are numbered. */
function namesOf(
  exercise: Exercise,
  kinds: Readonly<Record<string, string>>,
  facts: string,
): ReadonlyMap<string, string> {
  const checks = exercise.kind === 'repair-page' || exercise.kind === 'build' ? exercise.spec.checks : []
  const plain = checks.map((check): readonly [string, string] => {
    const { text } = check
    const kind = text?.of.endsWith('@alt') ? 'alt' : Object.keys(kinds).find((name) => name in check)
    return [check.id, check.label ?? kinds[kind ?? 'dom'] ?? check.id]
  })
  const names = plain.map(([id, name], at): [string, string] => {
    const same = plain.filter(([, other]) => other === name).length
    const turn = plain.slice(0, at + 1).filter(([, other]) => other === name).length
    return [id, same > 1 ? `${name} (${turn})` : name]
  })
  return new Map([...names, ['facts', facts]])
}
