import { removeElement } from 'domutils'
import type { Exercise } from '../exercises/exercise.ts'
import { sanitise } from '../markup/sanitise.ts'
import { all, first, parsePage, toHtml } from '../markup/tree.ts'
import { type OwnSource, RECIPES, type Recipe } from './recipes.ts'

/** At the end of a snippet that was cut: what is missing cannot be repaired. */
const CUT = '…'
const MINUTES = 5

/** Ids of the rules whose faults can be practised on. */
export const PRACTISED_RULES: readonly string[] = Object.keys(RECIPES)

export const canBePractised = ({ rule, html, data }: OwnSource): boolean =>
  pageOf({ rule, html, data }) !== undefined

/**
 * A fault of somebody's own page, to be put right before it is put right in the CMS. The same finding always gives
 * the same exercise; nobody knows its solution, so it has none.
 *
 * @param rev number that changes with the snippet, so that an answer is judged against what it was given for
 * @returns undefined when the element alone is not enough to practise on
 */
export function ownSiteExercise(
  source: OwnSource,
  { id, rev, skills }: { readonly id: string; readonly rev: number; readonly skills: readonly string[] },
): Exercise<'own-site'> | undefined {
  const made = pageOf(source)
  if (!made) return undefined
  const { recipe, page, box } = made
  const { title, after, hints } = recipe
  return {
    id,
    rev,
    kind: 'own-site',
    title,
    after,
    skills: [...skills],
    autonomy: 4,
    minutes: MINUTES,
    wcag: [],
    licence: 'CC-BY-4.0',
    sources: [],
    task: recipe.task || levelTask(source),
    hints,
    spec: { page: toHtml(page), checks: [...recipe.checks(box, source)] },
  }
}

const levelTask = ({ data }: OwnSource): string =>
  `<p>Nella tua pagina questo titolo è di livello ${Number(data.level)}, ma quello prima è di livello ${Number(data.before)}: ne manca uno in mezzo. Dagli il livello giusto.</p>`

function pageOf(source: OwnSource) {
  const recipe: Recipe | undefined = Object.hasOwn(RECIPES, source.rule) ? RECIPES[source.rule] : undefined
  if (!recipe || source.html.trimEnd().endsWith(CUT)) return undefined
  if (source.rule === 'heading-order' && !(Number(source.data.before) >= 1)) return undefined
  const page = parsePage(sanitise(`<title>La tua pagina</title><main><div>${source.html}</div></main>`))
  // Pages of others may carry our marks.
  for (const element of all('[data-edit], [id]', page)) {
    delete element.attribs['data-edit']
    delete element.attribs.id
  }
  for (const field of all('form, input, select, textarea, button', page)) removeElement(field)
  const root = first('html', page)
  if (root) root.attribs.lang = 'it'
  const box = first('main > div', page)
  return box && recipe.mark(box) ? { recipe, page, box } : undefined
}
