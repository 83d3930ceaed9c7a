import type { Kysely } from 'kysely'
import { type Attempt, type Catalogue, contentOf, type Standing, standingIn } from '../../learning/index.ts'
import type { Actor } from '../actor.ts'
import { listAttemptsOf } from '../db/queries/attempts.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { findFinding } from '../db/queries/finding-list.ts'
import { countOffices } from '../db/queries/people.ts'
import {
  type Addressee,
  circleOf,
  insertTraining,
  isInCircle,
  listAddressees,
  listTraining,
  listTrainingOf,
  type TrainingRow,
  withdrawTraining,
} from '../db/queries/training.ts'
import { listReminders } from '../db/queries/training-reminders.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { Reach } from '../permissions.ts'
import { notFound, Problem, type Sentence } from '../problem.ts'
import type { Learner, MyTraining, NewTraining, Training } from '../shapes/training.ts'
import { romeDay } from './schedule.ts'

type Needs = Pick<Deps, 'db' | 'catalogue' | 'now'>

/** Below so many people a figure says who they are. */
const FEWEST = 5
/** Days before a deadline within which nothing begun is worth a word. */
const NEAR_DAYS = 7
const DAY_MS = 86_400_000

const gone = () =>
  notFound(
    'Questo compito non c’è più, o non è del tuo ufficio.',
    'This assignment is not there any more, or is not your office’s.',
  )

function refused(field: string, sentence: Sentence): Problem {
  return new Problem(422, 'bad-input', sentence, { fields: { [field]: sentence } })
}

/**
 * Asks people to learn something.
 *
 * @throws Problem 404 for a person, office or finding of others, 409 when it is asked already, 422
 */
export async function assignTraining(
  { db, catalogue }: Needs,
  actor: Actor,
  reach: Reach,
  wanted: NewTraining,
): Promise<string> {
  const { organisationId, personId: assignedBy } = actor
  if (!contentOf(await catalogue(), wanted.content)) {
    throw refused('content', {
      it: 'Scegli un corso o una lezione.',
      en: 'Choose a course or a lesson.',
    })
  }
  await checkWhom(db, actor, reach, wanted)
  if (wanted.findingId && !(await findFinding(db, actor, reach, wanted.findingId))) {
    throw notFound('Questa segnalazione non esiste più.', 'This finding does not exist any more.')
  }
  return db.transaction().execute(async (tx) => {
    const id = await insertTraining(tx, { ...wanted, organisationId, assignedBy })
    if (!id) {
      throw new Problem(409, 'already-assigned', {
        it: 'Questo corso è già assegnato alle stesse persone. Per cambiare la data, ritira prima l’altro compito.',
        en: 'This is assigned to the same people already. To change the date, withdraw the other assignment first.',
      })
    }
    const { content, role, dueOn } = wanted
    await recordAction(tx, actor, 'training.assigned', { type: 'training', id }, { content, role, dueOn })
    return id
  })
}

/** One person, or a role, an office or both; who answers for offices stays within them. */
async function checkWhom(db: Kysely<Database>, actor: Actor, reach: Reach, wanted: NewTraining) {
  const { role, officeId, personId } = wanted
  if (personId ? role || officeId : !role && !officeId) {
    throw refused('whom', {
      it: 'Scegli una persona, oppure un ruolo, un ufficio o tutti e due.',
      en: 'Choose a person, or else a role, an office or both.',
    })
  }
  if (personId && !(await isInCircle(db, circleOf(actor, reach), personId))) {
    throw notFound('Questa persona non è nel tuo ufficio.', 'This person is not in your office.')
  }
  const isTheirs = reach === 'all' || personId || (officeId && actor.officeIds.includes(officeId))
  if (!isTheirs || (officeId && (await countOffices(db, actor.organisationId, [officeId])) === 0)) {
    throw notFound(
      'Questo ufficio non esiste, o non è il tuo.',
      'This office does not exist, or is not yours.',
    )
  }
}

/** @throws Problem 404 when it is somebody else's, or withdrawn */
export async function stopTraining({ db, now }: Needs, actor: Actor, reach: Reach, id: string) {
  await db.transaction().execute(async (tx) => {
    const row = (await listTraining(tx, circleOf(actor, reach))).find((one) => one.id === id)
    if (!row || !(await mayWithdraw(tx, actor, reach, row)) || !(await withdrawTraining(tx, id, now()))) {
      throw gone()
    }
    const { content } = row
    await recordAction(tx, actor, 'training.withdrawn', { type: 'training', id }, { content })
  })
}

/** What reaches beyond one's own offices is not one's own to withdraw. */
async function mayWithdraw(db: Kysely<Database>, actor: Actor, reach: Reach, row: TrainingRow) {
  if (reach === 'all') return true
  if (row.person_id) return isInCircle(db, circleOf(actor, reach), row.person_id)
  return row.office_id !== null && actor.officeIds.includes(row.office_id)
}

/** Everything that is asked in the circle, and how far it is. `seesPeople`: small numbers too. */
export async function listTrainings(
  deps: Needs,
  actor: Actor,
  reach: Reach,
  seesPeople: boolean,
): Promise<readonly Training[]> {
  const { db } = deps
  const circle = circleOf(actor, reach)
  const rows = await listTraining(db, circle)
  const addressees = await listAddressees(
    db,
    circle,
    rows.map(({ id }) => id),
  )
  const standings = await standingsOf(deps, rows, addressees)
  return Promise.all(
    rows.map(async (row) => {
      const own = standings.filter(({ assignmentId }) => assignmentId === row.id)
      const isMine = await mayWithdraw(db, actor, reach, row)
      return toTraining(
        await deps.catalogue(),
        row,
        own.map(({ standing }) => standing),
        {
          isMine,
          seesPeople,
        },
      )
    }),
  )
}

interface Stood {
  readonly assignmentId: string
  readonly person: Addressee
  readonly standing: Standing
}

/** Where each addressee stands in each assignment; what the catalogue holds no more is left out. */
async function standingsOf(
  { db, catalogue: open, now }: Needs,
  rows: readonly TrainingRow[],
  addressees: readonly Addressee[],
): Promise<readonly Stood[]> {
  const catalogue = await open()
  const at = now().toISOString()
  const logs = await listAttemptsOf(db, [...new Set(addressees.map(({ id }) => id))])
  const contents = new Map(rows.map(({ id, content }) => [id, contentOf(catalogue, content)]))
  return addressees.flatMap((person) => {
    const content = contents.get(person.assignment_id)
    if (!content) return []
    const standing = standingIn(content, logs.get(person.id) ?? [], at)
    return [{ assignmentId: person.assignment_id, person, standing }]
  })
}

function toTraining(
  catalogue: Catalogue,
  row: TrainingRow,
  own: readonly Standing[],
  { isMine, seesPeople }: { readonly isMine: boolean; readonly seesPeople: boolean },
): Training {
  const count = (state: Standing['state']) =>
    seesPeople || own.length >= FEWEST ? own.filter((one) => one.state === state).length : null
  return {
    ...wordsOf(catalogue, row),
    office: row.office_id && row.office_name ? { id: row.office_id, name: row.office_name } : null,
    person: row.person_id && row.person_name ? { id: row.person_id, name: row.person_name } : null,
    createdAt: row.created_at.toISOString(),
    people: own.length,
    done: count('done'),
    begun: count('begun'),
    isMine,
  }
}

const wordsOf = (catalogue: Catalogue, row: TrainingRow) => ({
  id: row.id,
  content: {
    id: row.content,
    title: contentOf(catalogue, row.content)?.title ?? row.content,
    path: `/corsi/${row.content}`,
  },
  role: row.role,
  findingId: row.finding_id,
  dueOn: row.due_on,
  note: row.note,
  assignedBy: row.assigned_by,
})

/** Who is asked one thing, where each of them stands, and who would be glad of help. */
export async function listLearners(
  deps: Needs,
  actor: Actor,
  reach: Reach,
  id: string,
): Promise<{ readonly training: Training; readonly items: readonly Learner[] }> {
  const { db, now } = deps
  const circle = circleOf(actor, reach)
  const row = (await listTraining(db, circle)).find((one) => one.id === id)
  if (!row) throw gone()
  const catalogue = await deps.catalogue()
  const stood = await standingsOf(deps, [row], await listAddressees(db, circle, [id]))
  const reminders = await listReminders(db, [id])
  const isMine = await mayWithdraw(db, actor, reach, row)
  const standings = stood.map(({ standing }) => standing)
  return {
    training: toTraining(catalogue, row, standings, { isMine, seesPeople: true }),
    items: stood.map(({ person, standing }) => ({
      id: person.id,
      name: person.name,
      state: standing.state,
      doneAt: standing.doneAt,
      done: standing.done,
      all: standing.all,
      needsHelp: needsHelp(standing, row.due_on, now()),
      stuckIn: standing.stuckIn && (catalogue.skills.get(standing.stuckIn)?.title ?? standing.stuckIn),
      reminders: reminders
        .filter(({ person_id }) => person_id === person.id)
        .map(({ kind, created_at }) => ({ kind, at: created_at.toISOString() })),
    })),
  }
}

/** Days from today to a deadline, by the calendar of Rome; negative after it. */
const daysTo = (dueOn: string, now: Date): number =>
  Math.round((Date.parse(dueOn) - Date.parse(romeDay(now))) / DAY_MS)

function needsHelp({ state, stuckIn }: Standing, dueOn: string | null, now: Date): Learner['needsHelp'] {
  if (stuckIn) return 'stuck'
  return state === 'not-begun' && dueOn && daysTo(dueOn, now) <= NEAR_DAYS ? 'late' : null
}

/** What is asked of one person: what is not done yet first, by deadline. */
export async function trainingOf(
  { db, catalogue: open, now }: Needs,
  actor: { readonly organisationId: string; readonly personId: string },
  log: readonly Attempt[],
): Promise<readonly MyTraining[]> {
  const catalogue = await open()
  const at = now().toISOString()
  const rows = await listTrainingOf(db, actor)
  const items = rows.flatMap((row) => {
    const content = contentOf(catalogue, row.content)
    if (!content) return []
    const { state, done, all } = standingIn(content, log, at)
    return [{ ...wordsOf(catalogue, row), office: row.office_name, state, done, all }]
  })
  return items.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'))
}
