import { type Catalogue, contentOf, standingIn } from '../../learning/index.ts'
import { listAttemptsOf } from '../db/queries/attempts.ts'
import { type Addressee, listAddressees } from '../db/queries/training.ts'
import {
  addReminders,
  listReminders,
  listTrainingDue,
  listUndisturbed,
  type TrainingDue,
} from '../db/queries/training-reminders.ts'
import type { Deps } from '../deps.ts'
import { queueMail } from './mail.ts'
import type { MailText } from './mail-texts.ts'
import { romeDay } from './schedule.ts'

type Kind = 'week' | 'day' | 'after'

/** Days before the deadline, and after it, in which a reminder still makes sense. */
const WEEK_DAYS = 7
const DAY_MS = 86_400_000
/** Hour of Rome before which nobody is written to. */
const FIRST_HOUR = 8

const rome = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Rome', hour: 'numeric', hourCycle: 'h23' })
const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * Writes to who has a deadline in a week, today, or just behind them, and is not done: one mail a person with all of
 * it. Asked for again it writes to nobody twice.
 */
export async function remindTraining(deps: Deps): Promise<void> {
  const { db, now } = deps
  if (Number(rome.format(now())) < FIRST_HOUR) return
  const today = romeDay(now())
  const due = await listTrainingDue(db, later(today, -WEEK_DAYS), later(today, WEEK_DAYS))
  const asked = due.flatMap((one) => {
    const kind = kindOf(one, today)
    return kind ? [{ ...one, kind }] : []
  })
  for (const [organisationId, own] of Map.groupBy(asked, (one) => one.organisation_id)) {
    await remindIn(deps, organisationId, own)
  }
}

/** What is said today of a deadline. A week before it there is nothing to remind who was asked only then. */
function kindOf(
  { due_on, created_at }: Pick<TrainingDue, 'due_on' | 'created_at'>,
  today: string,
): Kind | undefined {
  const asked = romeDay(created_at)
  if (asked > due_on) return undefined
  if (today === due_on) return asked < today ? 'day' : undefined
  if (today > due_on) return 'after'
  return asked < later(due_on, -WEEK_DAYS) ? 'week' : undefined
}

type Asked = TrainingDue & { readonly kind: Kind }

async function remindIn(deps: Deps, organisationId: string, asked: readonly Asked[]): Promise<void> {
  const { db } = deps
  const ids = asked.map(({ id }) => id)
  const kinds = new Map(asked.map(({ id, kind }) => [id, kind]))
  const sent = await listReminders(db, ids)
  const isSent = (one: Addressee) =>
    sent.some(
      ({ assignment_id, person_id, kind }) =>
        assignment_id === one.assignment_id && person_id === one.id && kind === kinds.get(assignment_id),
    )
  const waiting = (await listAddressees(db, { organisationId }, ids)).filter((one) => !isSent(one))
  const people = Map.groupBy(waiting, ({ id }) => id)
  const [logs, undisturbed] = await Promise.all([
    listAttemptsOf(db, [...people.keys()]),
    listUndisturbed(db, [...people.keys()]),
  ])
  const catalogue = await deps.catalogue()
  for (const [id, rows] of people) {
    const [person] = rows
    if (!person || undisturbed.has(id)) continue
    const open = asked.filter((one) => {
      const content = contentOf(catalogue, one.content)
      const isTheirs = rows.some(({ assignment_id }) => assignment_id === one.id)
      return (
        isTheirs &&
        content &&
        standingIn(content, logs.get(id) ?? [], deps.now().toISOString()).state !== 'done'
      )
    })
    if (open.length > 0) await write(deps, catalogue, person, open)
  }
}

async function write(
  deps: Deps,
  catalogue: Catalogue,
  person: Addressee,
  open: readonly Asked[],
): Promise<void> {
  const { db, config, now } = deps
  await db.transaction().execute(async (tx) => {
    const rows = open.map(({ id, kind }) => ({
      assignment_id: id,
      person_id: person.id,
      kind,
      created_at: now(),
    }))
    const added = await addReminders(tx, rows)
    const told = open.filter(({ id }) => added.has(id))
    const [first] = told
    if (!first) return
    const lines = told.map(({ content, due_on, kind }) => ({
      title: contentOf(catalogue, content)?.title ?? content,
      day: due_on.split('-').reverse().join('/'),
      kind,
    }))
    await queueMail(deps, tx, {
      organisationId: first.organisation_id,
      recipient: person.email,
      text: TEXTS[person.lang](person.name, lines, config.url),
    })
  })
}

interface Line {
  readonly title: string
  /** `20/12/2026`. */
  readonly day: string
  readonly kind: Kind
}

const TEXTS: Readonly<Record<'it' | 'en', (name: string, lines: readonly Line[], url: string) => MailText>> =
  {
    it: (name, lines, url) => {
      const when = {
        week: (day: string) => `entro il ${day}`,
        day: () => 'entro oggi',
        after: (day: string) => `la data era il ${day}`,
      }
      return {
        subject:
          lines.length === 1 ? 'Rampa: c’è un corso che ti aspetta' : 'Rampa: ci sono corsi che ti aspettano',
        body: `Ciao ${name},

ti ricordiamo che cosa ti è stato assegnato e non è ancora finito:
${lines.map(({ title, day, kind }) => `- ${title} (${when[kind](day)})`).join('\n')}

Riprendi da dove eri: ${url}/percorso
Se una data non va bene per te, parlane con chi ti ha assegnato il corso.

Non vuoi questi messaggi? Puoi spegnerli nel tuo profilo: ${url}/profilo

Buon lavoro,
Rampa
`,
      }
    },
    en: (name, lines, url) => {
      const when = {
        week: (day: string) => `due by ${day}`,
        day: () => 'due today',
        after: (day: string) => `was due on ${day}`,
      }
      return {
        subject:
          lines.length === 1 ? 'Rampa: a course is waiting for you' : 'Rampa: courses are waiting for you',
        body: `Hello ${name},

this is what you were assigned and have not finished yet:
${lines.map(({ title, day, kind }) => `- ${title} (${when[kind](day)})`).join('\n')}

Go on from where you were: ${url}/percorso
If a date does not suit you, talk to whoever assigned the course.

You want no such messages? Turn them off in your profile: ${url}/profilo

Have a good day,
Rampa
`,
      }
    },
  }
