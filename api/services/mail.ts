import type { Kysely } from 'kysely'
import { createTransport } from 'nodemailer'
import { findMail, insertMail, type MailRow, markFailed, markSent, takeMail } from '../db/queries/mails.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { MailText } from './mail-texts.ts'

/** ms. Longer than a sending can take: a mail taken before then was left behind by a worker that died. */
const LOST_MS = 120_000
/** ms. The job has a minute. */
const CONNECT_MS = 10_000
const ANSWER_MS = 20_000

/**
 * Writes a mail and, where there is an SMTP server, has it sent; without one it is kept for the organisation's
 * administrators. Inside a transaction: no mail without what it tells of.
 */
export async function queueMail(
  { config, queue, now }: Pick<Deps, 'config' | 'queue' | 'now'>,
  tx: Kysely<Database>,
  mail: { readonly organisationId: string | null; readonly recipient: string; readonly text: MailText },
): Promise<void> {
  const mailId = await insertMail(tx, {
    organisationId: mail.organisationId,
    recipient: mail.recipient,
    ...mail.text,
    status: config.smtp ? 'queued' : 'kept',
    now: now(),
  })
  if (config.smtp) await queue.send('send-mail', { mailId }, { db: tx, key: mailId })
}

/**
 * Sends one mail. It may be asked for twice: who comes second finds it sent, or taken. Should a worker die between
 * the server's yes and ours, the same Message-ID lets the recipient's server drop the second copy.
 *
 * @throws when it is worth another try
 */
export async function sendMail({ db, config, now }: Deps, mailId: string): Promise<void> {
  const { smtp } = config
  if (!smtp) return
  const at = now()
  if (!(await takeMail(db, mailId, { now: at, lostBefore: new Date(at.getTime() - LOST_MS) }))) {
    const known = await findMail(db, mailId)
    if (!known || known.status === 'sent' || known.status === 'kept') return
    throw new Error('Another worker is sending this mail.')
  }
  const mail = await findMail(db, mailId)
  if (!mail) return
  try {
    await deliver(smtp, mail, new URL(config.url).hostname)
  } catch (cause) {
    await markFailed(db, mailId, faultOf(cause))
    if (isFinal(cause)) return
    throw new Error(`The mail was not sent: ${codeOf(cause)}.`)
  }
  await markSent(db, mailId, withoutSecrets(mail.body), now())
}

/** The addresses that sign in whoever opens them, made harmless. */
export const withoutSecrets = (body: string): string =>
  body.replace(/\/(entra|invito|ospite)\/[\w-]{20,}/g, '/$1/…')

async function deliver(smtp: { url: string; from: string }, mail: MailRow, host: string): Promise<void> {
  const { hostname, port, protocol, username, password } = new URL(smtp.url)
  const isSecure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (isSecure ? 465 : 587),
    secure: isSecure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: smtp.from,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@${host}>`,
      date: mail.created_at,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } finally {
    transport.close()
  }
}

interface SmtpFault {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}

const asFault = (error: unknown): SmtpFault => (error instanceof Error ? (error as SmtpFault) : {})

const codeOf = (error: unknown) => asFault(error).code ?? 'unknown'

/** What the server said, for administrators; never our own error, which may hold the server's address and password. */
const faultOf = (error: unknown) => (asFault(error).response ?? codeOf(error)).slice(0, 300)

/** 5xx: the server will never take it (RFC 5321 §4.2.1). A refused password is ours to correct, so it is tried again. */
const isFinal = (error: unknown) => {
  const { responseCode = 0, code } = asFault(error)
  return responseCode >= 500 && code !== 'EAUTH'
}
