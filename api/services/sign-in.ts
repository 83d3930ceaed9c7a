import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { recordAction } from '../db/queries/audit-log.ts'
import {
  type Account,
  findAccount,
  findAccountByEmail,
  listOrganisationsOf,
  updateAccount,
} from '../db/queries/people.ts'
import {
  deleteSessionByToken,
  findLastOrganisation,
  insertSession,
  useSignInLink,
} from '../db/queries/sessions.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { digestOf, newSecret } from '../secret.ts'
import { queueMail } from './mail.ts'
import { signInMail } from './mail-texts.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { rateLimit } from './rate-limit.ts'
import { makeSignInLink } from './sign-in-link.ts'

/** Days. After so long a session ends however much it is used. */
export const SESSION_DAYS = 30
const DAY_MS = 86_400_000
const WINDOW_S = 900
/** Tries in a quarter of an hour. Many people may share one address: an office behind one router. */
const LIMITS = {
  address: { limit: 60, windowS: WINDOW_S },
  link: { limit: 5, windowS: WINDOW_S },
  password: { limit: 10, windowS: WINDOW_S },
} as const
/** ms. Well above what a known address takes, so that the answer's time does not tell it from an unknown one. */
const EVEN_MS = 250

/** The browser that asks. */
export interface Visitor {
  /** Network address; '' when it is not known. */
  readonly address: string
  readonly device: string
  /** Token of the session that it had until now: a sign-in always ends it. */
  readonly formerToken: string | undefined
}

type Way = 'link' | 'password' | 'oidc' | 'invitation'

/** @throws Problem 429 */
export const countTry = ({ db, now }: Pick<Deps, 'db' | 'now'>, { address }: Visitor): Promise<void> =>
  rateLimit(db, `sign-in address ${address}`, LIMITS.address, now())

/**
 * Sends a link to whoever has this address and belongs somewhere. Nothing tells whether anybody does.
 *
 * @param pause what every answer waits for, whoever asks
 */
export async function askLink(
  deps: Deps,
  email: string,
  visitor: Visitor,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<void> {
  await countTry(deps, visitor)
  await rateLimit(deps.db, `sign-in link ${email.toLowerCase()}`, LIMITS.link, deps.now())
  await Promise.all([sendLink(deps, email), pause(EVEN_MS)])
}

async function sendLink(deps: Deps, email: string): Promise<void> {
  const { db, config, now } = deps
  const person = await findAccountByEmail(db, email)
  if (!person) return
  const [first, ...others] = await listOrganisationsOf(db, person.id)
  if (!first) return
  await db.transaction().execute(async (tx) => {
    const link = await makeSignInLink({ db: tx, config, now }, person.id)
    await queueMail(deps, tx, {
      // The administrators of one organisation must not come into another by a link they can read.
      organisationId: others.length === 0 ? first.id : null,
      recipient: person.email,
      text: signInMail(person.lang, { name: person.name, link }),
    })
  })
}

/**
 * @returns the new session's token
 * @throws Problem 403 when the link is spent, too old or made up
 */
export async function signInByLink(deps: Deps, token: string, visitor: Visitor): Promise<string> {
  await countTry(deps, visitor)
  return deps.db.transaction().execute(async (tx) => {
    const personId = await useSignInLink(tx, digestOf(token), deps.now())
    if (!personId) throw linkRefused()
    return beginSession(tx, deps, { personId, way: 'link', visitor })
  })
}

/**
 * @param isRight compares a password with a hash, or with none in as much time
 * @returns the new session's token
 * @throws Problem 403 in the same words, after the same time, whether the person, the password or both are wrong
 */
export async function signInByPassword(
  deps: Deps,
  { email, password }: { readonly email: string; readonly password: string },
  visitor: Visitor,
  isRight = isPassword,
): Promise<string> {
  const { db, now } = deps
  await countTry(deps, visitor)
  await rateLimit(db, `sign-in password ${email.toLowerCase()}`, LIMITS.password, now())
  const person = await findAccountByEmail(db, email)
  if (!(await isRight(password, person?.password_hash ?? null)) || !person) throw passwordRefused()
  const passwordHash =
    person.password_hash && isOutdated(person.password_hash) && (await hashPassword(password))
  return db.transaction().execute(async (tx) => {
    if (passwordHash) await updateAccount(tx, person.id, { passwordHash })
    return beginSession(tx, deps, { personId: person.id, way: 'password', visitor })
  })
}

/**
 * A new session, whatever there was before: a token that somebody planted in the browser never becomes a session.
 * It begins where the person worked last, unless said otherwise.
 *
 * @throws Problem 403 when the person belongs to no organisation
 */
export async function beginSession(
  tx: Kysely<Database>,
  { now }: Pick<Deps, 'now'>,
  as: {
    readonly personId: string
    readonly organisationId?: string
    readonly way: Way
    readonly visitor: Visitor
  },
): Promise<string> {
  const { personId, visitor, way } = as
  const places = (await listOrganisationsOf(tx, personId)).map(({ id }) => id)
  const wanted = as.organisationId ?? (await findLastOrganisation(tx, personId))
  const organisationId = places.find((id) => id === wanted) ?? places[0]
  if (!organisationId) throw belongsNowhere()
  if (visitor.formerToken) await deleteSessionByToken(tx, digestOf(visitor.formerToken))
  const token = newSecret()
  const at = now()
  await insertSession(tx, {
    personId,
    organisationId,
    tokenHash: digestOf(token),
    device: visitor.device,
    way,
    now: at,
    expiresAt: new Date(at.getTime() + SESSION_DAYS * DAY_MS),
  })
  await recordAction(
    tx,
    { organisationId, personId },
    'session.signed-in',
    { type: 'person', id: personId },
    { way },
  )
  return token
}

/** The account of a session, which is there as long as the session is. */
export async function getAccount(db: Kysely<Database>, personId: string): Promise<Account> {
  const account = await findAccount(db, personId)
  if (!account) throw new Error('A session without its person.')
  return account
}

const linkRefused = () =>
  new Problem(403, 'link-refused', {
    it: 'Questo collegamento è scaduto o è già stato usato. Chiedine uno nuovo: arriva in un attimo.',
    en: 'This link has expired or was used already. Ask for a new one: it takes a moment.',
  })

const passwordRefused = () =>
  new Problem(403, 'password-refused', {
    it: 'L’indirizzo o la password non sono giusti. Riprova, oppure entra con un collegamento.',
    en: 'The address or the password is not right. Try again, or sign in with a link.',
  })

const belongsNowhere = () =>
  new Problem(403, 'no-organisation', {
    it: 'In questo momento non fai parte di nessun ente. Chiedi un invito a chi amministra Rampa nel tuo.',
    en: 'You belong to no organisation at the moment. Ask whoever administers Rampa in yours for an invitation.',
  })
