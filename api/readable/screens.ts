import type { Catalogue, Course, Exercise } from '../../learning/index.ts'
import { html, Markup } from '../docs/markup.ts'
import { italian, type Screen } from './shell.ts'
import type { ReadableWords } from './words.ts'

const AUDIENCES = ['editors', 'employees', 'citizens'] as const
type Lesson = NonNullable<ReturnType<Catalogue['lessons']['get']>>

/** The screen at this address of the courses, whole and without script. Undefined: it is none of them. */
export function screenAt(catalogue: Catalogue, path: string, words: ReadableWords): Screen | undefined {
  const [section, first, second, ...more] = path.split('/').filter(Boolean)
  if (more.length > 0) return
  if (section === 'esercizi' && second === undefined) {
    const exercise = catalogue.exercises.get(first ?? '')
    return exercise && exerciseScreen(exercise, words)
  }
  if (section !== 'corsi') return
  if (first === undefined) return coursesScreen(catalogue, words)
  const course = catalogue.courses.get(first)
  if (!course) return
  if (second === undefined) return courseScreen(catalogue, course, words)
  const lesson = catalogue.lessons.get(`${first}/${second}`)
  return lesson && lessonScreen(catalogue, course, lesson, words)
}

export const missingScreen = (words: ReadableWords): Screen => ({
  status: 404,
  title: words.notFoundTitle,
  isContent: false,
  lead: html`${words.notFound}`,
  body: html`<p><a class="btn btn-primary" href="/corsi">${words.toCourses}</a></p>`,
})

function coursesScreen(catalogue: Catalogue, words: ReadableWords): Screen {
  const shelves = AUDIENCES.flatMap((audience) => {
    const own = [...catalogue.courses.values()].filter((course) => course.audience === audience)
    if (own.length === 0) return []
    const cards = own.map(
      ({ id, title, summary }) =>
        html`<li class="card-box"><h3><a href="/corsi/${id}">${title}</a></h3><p>${summary}</p></li>`,
    )
    return html`<section aria-labelledby="courses-${audience}"><h2 id="courses-${audience}">${words.audiences[audience]}</h2>
<ul class="plain course-cards" lang="it">${cards}</ul></section>`
  })
  return {
    status: 200,
    title: words.courses,
    isContent: false,
    lead: html`${words.coursesLead}`,
    body: html`${shelves}`,
  }
}

const aboveCourses = (words: ReadableWords) => ({ href: '/corsi', label: html`${words.courses}` })
const notice = (words: ReadableWords): Markup | undefined =>
  words.inItalian === undefined ? undefined : html`<p>${words.inItalian}</p>`

function courseScreen(catalogue: Catalogue, course: Course, words: ReadableWords): Screen {
  const modules = course.modules.map(({ id, title, lessons }) => {
    const own = lessons.flatMap((stem) => catalogue.lessons.get(`${course.id}/${stem}`) ?? [])
    const links = own.map(
      (lesson) =>
        html`<li><a href="/corsi/${lesson.id}" lang="it">${lesson.title}</a> <span class="aside-line">${words.minutes(lesson.minutes)}</span></li>`,
    )
    return html`<section aria-labelledby="module-${id}"><h3 id="module-${id}" lang="it">${title}</h3><ul>${links}</ul></section>`
  })
  const abilities = course.skills.map((id) => html`<li>${catalogue.skills.get(id)?.title ?? id}</li>`)
  return {
    status: 200,
    title: course.title,
    isContent: true,
    lead: italian(course.summary),
    trail: [aboveCourses(words)],
    body: html`${notice(words)}<h2>${words.lessons}</h2>${modules}
<section aria-labelledby="abilities"><h2 id="abilities">${words.abilities}</h2><ul lang="it">${abilities}</ul></section>`,
  }
}

function lessonScreen(catalogue: Catalogue, course: Course, lesson: Lesson, words: ReadableWords): Screen {
  const order = course.modules.flatMap(({ lessons }) => lessons.map((stem) => `${course.id}/${stem}`))
  const at = order.indexOf(lesson.id)
  const parts = lesson.parts.flatMap((part) => {
    if (part.kind === 'text') return prose(part.html)
    const exercise = catalogue.exercises.get(part.exercise)
    return exercise ? task(exercise, words, 2) : []
  })
  const beside = [
    stepTo(catalogue.lessons.get(order[at - 1] ?? ''), words.previous, 'btn-outline-primary'),
    stepTo(catalogue.lessons.get(order[at + 1] ?? ''), words.next, 'btn-primary'),
  ]
  return {
    status: 200,
    title: lesson.title,
    isContent: true,
    trail: [aboveCourses(words), { href: `/corsi/${course.id}`, label: italian(course.title) }],
    body: html`${notice(words)}${parts}<nav class="actions" aria-label="${words.lessons}">${beside}</nav>${sources(lesson, words)}`,
  }
}

const stepTo = (lesson: Lesson | undefined, label: string, look: string): Markup | undefined =>
  lesson &&
  html`<a class="btn ${look}" href="/corsi/${lesson.id}">${label}: <span lang="it">${lesson.title}</span></a> `

const exerciseScreen = (exercise: Exercise, words: ReadableWords): Screen => ({
  status: 200,
  title: exercise.title,
  isContent: true,
  trail: [aboveCourses(words)],
  body: html`${notice(words)}${task(exercise, words, 1)}`,
})

/** Safe HTML: made from Markdown without raw HTML. */
const prose = (safe: string): Markup => html`<div class="prose" lang="it">${new Markup(safe)}</div>`

/** What is asked. Doing it takes the app, and only who has no script is told so. */
function task({ id, title, minutes, task: text }: Exercise, words: ReadableWords, level: 1 | 2): Markup {
  const heading = level === 2 ? html`<h2 id="task-${id}" lang="it">${title}</h2>` : undefined
  const body = html`${heading}<p class="aside-line">${words.minutes(minutes)}</p>${prose(text)}<noscript><p class="callout">${words.needsScript}</p></noscript>`
  return level === 2
    ? html`<section class="exercise" aria-labelledby="task-${id}">${body}</section>`
    : html`<div class="exercise">${body}</div>`
}

function sources({ sources: all }: Lesson, words: ReadableWords): Markup | undefined {
  if (all.length === 0) return
  const links = all.map(({ url, title }) => html`<li><a href="${url}">${title}</a></li>`)
  return html`<section aria-labelledby="sources"><h2 id="sources">${words.sources}</h2><ul lang="it">${links}</ul></section>`
}
