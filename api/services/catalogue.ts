import { fileURLToPath } from 'node:url'
import { type Catalogue, type Known, loadCatalogue } from '../../learning/index.ts'
import { loadRuleTexts, wcagCriteria } from '../../scanner/index.ts'

/** What comes with Rampa. */
export const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** The courses, read the first time that they are asked for and kept. */
export function openCatalogue(folder = CONTENT): () => Promise<Catalogue> {
  let reading: Promise<Catalogue> | undefined
  return () => {
    reading ??= loadCatalogue(folder)
    return reading
  }
}

/** What courses may speak of, from the scanner: criteria, rules, and the lesson that each rule's page names. */
export function knownTo(folder: string): Known {
  const texts = (['it', 'en'] as const).map((lang) => ({ lang, ...loadRuleTexts(lang) }))
  return {
    criteria: new Set(wcagCriteria.map(({ sc }) => sc)),
    rules: new Set(texts.flatMap(({ ids }) => ids)),
    // Another folder's courses are not those that the rules' pages speak of.
    ruleLessons:
      folder === CONTENT
        ? texts.flatMap(({ lang, ids, of }) =>
            ids.map((id) => ({ file: `rules/${id}.${lang}.md`, line: 3, lesson: of(id).lesson })),
          )
        : [],
  }
}
