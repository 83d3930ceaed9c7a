import { recordAction } from '../db/queries/audit-log.ts'
import { updateAccount } from '../db/queries/people.ts'
import { deleteOtherSessions, getBeginning } from '../db/queries/sessions.ts'
import type { Deps } from '../deps.ts'
import { Problem, type Sentence } from '../problem.ts'
import type { SignedIn } from '../router.ts'
import { queueMail } from './mail.ts'
import { passwordMail } from './mail-texts.ts'
import { hashPassword, isPassword } from './password.ts'
import { rateLimit } from './rate-limit.ts'
import { getAccount } from './sign-in.ts'

const ALLOWANCE = { limit: 10, windowS: 900 }
/** ms. Who has just come in by a link, or by their identity provider, may have forgotten the password. */
const FRESH_MS = 15 * 60_000
/** Fewer different characters than this is a key held down. */
const DIFFERENT = 5

/**
 * Sets a password; who has one proves it first, unless they have just come in another way. All other sessions end, and a mail tells the person.
 *
 * @throws Problem 422 with the field that is wrong, 429
 */
export async function changePassword(
  deps: Deps,
  actor: SignedIn,
  { current, next }: { readonly current?: string | undefined; readonly next: string },
): Promise<void> {
  const { db, config, now } = deps
  const { personId, organisationId } = actor
  await rateLimit(db, `password ${personId}`, ALLOWANCE, now())
  const account = await getAccount(db, personId)
  const { way, created_at } = await getBeginning(db, actor.sessionId)
  const isFresh = way !== 'password' && now().getTime() - created_at.getTime() < FRESH_MS
  const isProved =
    isFresh || !account.password_hash || (await isPassword(current ?? '', account.password_hash))
  if (!isProved) {
    throw wrong('current', {
      it: 'La password attuale non è giusta. Se non la ricordi: esci, entra con un collegamento, e scegline una nuova entro 15 minuti.',
      en: 'The current password is not right. If you do not remember it: sign out, sign in with a link, and choose a new one within 15 minutes.',
    })
  }
  if (new Set(next.toLowerCase()).size < DIFFERENT || next.toLowerCase().includes(account.email)) {
    throw wrong('next', {
      it: 'Questa password si indovina facilmente: scegli una frase che ricordi solo tu.',
      en: 'This password is easy to guess: choose a phrase that only you would remember.',
    })
  }
  const passwordHash = await hashPassword(next)
  await db.transaction().execute(async (tx) => {
    await updateAccount(tx, personId, { passwordHash })
    await deleteOtherSessions(tx, personId, actor.sessionId)
    await recordAction(tx, actor, 'person.password-set', { type: 'person', id: personId })
    await queueMail(deps, tx, {
      organisationId,
      recipient: account.email,
      text: passwordMail(account.lang, { name: account.name, url: config.url }),
    })
  })
}

const wrong = (field: string, text: Sentence) =>
  new Problem(422, 'bad-input', text, { fields: { [field]: text } })
