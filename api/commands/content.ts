import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkContent, faultLine, inspectInJsdom, readContent } from '../../learning/index.ts'
import { StartRefusal } from '../refusal.ts'
import { CONTENT, knownTo } from '../services/catalogue.ts'
import { type RunCommand, say } from './command.ts'

/** `rampa content check [FOLDER]`: every fault of the courses with its place, and every exercise proved. */
export const run: RunCommand = async ([action, ...rest], lang) => {
  const [folder = CONTENT, ...more] = rest.filter(
    (arg, at) => !arg.startsWith('--lang') && rest[at - 1] !== '--lang',
  )
  if (action !== 'check' || more.length > 0) throw usage()
  if (!(await isFolder(join(folder, 'courses')))) throw noCourses(folder)
  const content = await readContent(folder)
  const today = new Date().toISOString().slice(0, 10)
  const faults = await checkContent(content, { known: knownTo(folder), inspect: inspectInJsdom, today })
  for (const fault of faults) say(faultLine(fault))
  const { courses, lessons, exercises } = content
  say(SUMMARY[lang](courses.length, lessons.length, exercises.length, faults.length))
  return faults.length === 0 ? 0 : 1
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
