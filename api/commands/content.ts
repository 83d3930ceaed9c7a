import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkContent, faultLine, inspectInJsdom, type Known, readContent } from '../../learning/index.ts'
import { loadRuleTexts, wcagCriteria } from '../../scanner/index.ts'
import { StartRefusal } from '../refusal.ts'
import { type RunCommand, say } from './command.ts'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** `rampa content check [FOLDER]`: every fault of the courses with its place, and every exercise proved. */
export const run: RunCommand = async ([action, ...rest], lang) => {
  const [folder = CONTENT, ...more] = rest.filter(
    (arg, at) => !arg.startsWith('--lang') && rest[at - 1] !== '--lang',
  )
  if (action !== 'check' || more.length > 0) throw usage()
  if (!(await isFolder(join(folder, 'courses')))) throw noCourses(folder)
  const content = await readContent(folder)
  const today = new Date().toISOString().slice(0, 10)
  const faults = await checkContent(content, { known: knownFrom(folder), inspect: inspectInJsdom, today })
  for (const fault of faults) say(faultLine(fault))
  const { courses, lessons, exercises } = content
  say(SUMMARY[lang](courses.length, lessons.length, exercises.length, faults.length))
  return faults.length === 0 ? 0 : 1
}

/** Criteria and rules come from the scanner, and from the rules' pages what lesson each names. */
function knownFrom(folder: string): Known {
  const languages = (['it', 'en'] as const).map((lang) => ({ lang, texts: loadRuleTexts(lang) }))
  return {
    criteria: new Set(wcagCriteria.map(({ sc }) => sc)),
    rules: new Set(languages[0]?.texts.ids),
    // Another folder's courses are not those that the rules' pages speak of.
    ruleLessons:
      folder === CONTENT
        ? languages.flatMap(({ lang, texts }) =>
            texts.ids.map((id) => ({ file: `rules/${id}.${lang}.md`, line: 3, lesson: texts.of(id).lesson })),
          )
        : [],
  }
}

const SUMMARY = {
  it: (courses: number, lessons: number, exercises: number, faults: number) =>
    `${courses} corsi, ${lessons} lezioni, ${exercises} esercizi: ${faults === 0 ? 'tutto a posto' : `${faults} da correggere`}.`,
  en: (courses: number, lessons: number, exercises: number, faults: number) =>
    `${courses} courses, ${lessons} lessons, ${exercises} exercises: ${faults === 0 ? 'all well' : `${faults} to put right`}.`,
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

const usage = () =>
  new StartRefusal({
    it: 'Scrivi: rampa content check [CARTELLA].',
    en: 'Write: rampa content check [FOLDER].',
  })

const noCourses = (folder: string) =>
  new StartRefusal({
    it: `In ${folder} non c’è una cartella «courses». Indica la cartella dei contenuti: rampa content check CARTELLA.`,
    en: `There is no folder “courses” in ${folder}. Name the folder of the content: rampa content check FOLDER.`,
  })
