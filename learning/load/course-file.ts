import { z } from 'zod'
import type { Course, Lesson, LessonPart, Skill } from '../catalogue.ts'
import type { Loaded } from './exercise-file.ts'
import { readAs, readYaml, splitFront } from './front-matter.ts'
import { markdownFaults, proseOf, toSafeHtml } from './markdown.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
const day = z.iso.date()

/** `3.1@3`: a competence and the level aimed at. */
const tag = (code: RegExp, levels: RegExp, example: string) =>
  z
    .string()
    .refine((text) => {
      const [left = '', right = ''] = text.split('@')
      return code.test(left) && levels.test(right)
    }, `a competence and a level, as in «${example}»`)
    .transform((text) => ({ code: text.split('@')[0] ?? '', level: text.split('@')[1] ?? '' }))

const skill = z.strictObject({
  id,
  title: z.string().min(5).max(160),
  digcomp: z.array(tag(/^[1-5]\.[1-6]$/, /^[1-8]$/, '3.1@3')).min(1),
  digcomp3: z.array(z.string().regex(/^LO[1-5]\.[1-6]\.\d{2}$/)).default([]),
  syllabus: z.array(tag(/^[1-5]\.[1-3]$/, /^(base|intermedio|avanzato)$/, '1.2@base')).default([]),
  wcag: z.array(z.string()).default([]),
  rules: z.array(z.string()).default([]),
}) satisfies z.ZodType<Skill>

export function readSkills(text: string, file: string): Loaded<readonly Skill[]> {
  const located = readYaml(text, file, 1)
  const read = readAs(located, z.array(skill).min(1), file)
  return {
    ...read,
    lineOf: (field) => located.lineOf(field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))),
  }
}

const module = z.strictObject({
  id,
  title: z.string().min(2),
  minutes: z.int().min(5).max(60),
  lessons: z.array(id).min(1),
})

const course = z.strictObject({
  id,
  code: z.string().regex(/^[WDC]\d$/),
  title: z.string().min(3).max(80),
  summary: z.string().min(10).max(300),
  audience: z.enum(['editors', 'employees', 'citizens']),
  prerequisites: z.array(id).default([]),
  skills: z.array(id).min(1),
  modules: z.array(module).min(1),
  sets: z.strictObject({ a: z.array(id).min(1), b: z.array(id).min(1) }).optional(),
  licence: z.literal('CC-BY-4.0'),
}) satisfies z.ZodType<Course>

export function readCourse(text: string, file: string): Loaded<Course> {
  const located = readYaml(text, file, 1)
  return { ...readAs(located, course, file), lineOf: (field) => located.lineOf(field.split('.')) }
}

const lessonFront = z.strictObject({
  title: z.string().min(3).max(80),
  minutes: z.int().min(1).max(12),
  skills: z.array(id).min(1),
  verified: day,
  sources: z
    .array(z.strictObject({ url: z.url(), title: z.string().min(3), read: day.optional() }))
    .default([]),
})

/** Most words between two tasks: do first, read after. */
const MOST_WORDS = 150

/** One lesson. Its address is `course/file`, without the number's meaning and the language. */
export function readLesson(text: string, file: string, courseId: string): Loaded<Lesson> {
  const parts = splitFront(text)
  if (!parts)
    return {
      faults: [
        { file, line: 1, field: '', message: 'a lesson begins with front matter between two lines of ---' },
      ],
    }
  const located = readYaml(parts.front, file, 2)
  const front = readAs(located, lessonFront, file)
  const pieces = splitTasks(parts.body, parts.bodyLine)
  const faults = [
    ...front.faults,
    ...markdownFaults(parts.body).map(({ line, message }) => ({
      file,
      line: line + parts.bodyLine - 1,
      field: 'text',
      message,
    })),
    ...pieces.flatMap(({ kind, text: words, line }) => {
      const count = kind === 'text' ? proseOf(words).split(/\s+/).filter(Boolean).length : 0
      return count > MOST_WORDS
        ? [{ file, line, field: 'text', message: `${count} words between two tasks: at most ${MOST_WORDS}` }]
        : []
    }),
  ]
  if (!front.value || faults.length > 0) return { faults }
  const stem =
    file
      .split('/')
      .at(-1)
      ?.replace(/\.it\.md$/, '') ?? ''
  const lessonParts = pieces.map(
    (piece): LessonPart =>
      piece.kind === 'exercise'
        ? { kind: 'exercise', exercise: piece.text }
        : { kind: 'text', html: toSafeHtml(piece.text) },
  )
  const prose = pieces.flatMap(({ kind, text: words }) => (kind === 'text' ? [words] : [])).join('\n')
  const lineOf = (field: string) =>
    pieces.find(({ text: words }) => words === field)?.line ?? located.lineOf(field.split('.'))
  return {
    value: { id: `${courseId}/${stem}`, course: courseId, parts: lessonParts, ...front.value },
    faults: [],
    lineOf,
    prose,
  }
}

interface Piece {
  readonly kind: 'text' | 'exercise'
  readonly text: string
  readonly line: number
}

/** `::: exercise <id> :::` on a line of its own stands for the exercise. Abbreviations hold in every piece. */
function splitTasks(body: string, from: number): readonly Piece[] {
  const abbreviations = [...body.matchAll(/^\*\[[^\]]+\]:.*$/gm)].map(([line]) => line).join('\n')
  const pieces: Piece[] = []
  let text: string[] = []
  let start = from
  const close = () => {
    const words = text.join('\n').trim()
    if (words.replace(abbreviations, '').trim())
      pieces.push({
        kind: 'text',
        text: abbreviations && !words.includes(abbreviations) ? `${words}\n\n${abbreviations}` : words,
        line: start,
      })
    text = []
  }
  body.split('\n').forEach((line, at) => {
    const [, exercise] = /^::: ?exercise ([a-z0-9-]+)(?: :::)?\s*$/.exec(line) ?? []
    if (exercise === undefined) {
      text.push(line)
      return
    }
    close()
    pieces.push({ kind: 'exercise', text: exercise, line: from + at })
    start = from + at + 1
  })
  close()
  return pieces
}
