import { beforeEach, describe, expect, test } from 'vitest'
import { queueMail, sendMail } from '../../../api/services/mail.ts'
import { invitationMail, passwordMail, signInMail } from '../../../api/services/mail-texts.ts'
import { testApp } from '../../helpers/app.ts'
import { emptyDatabase } from '../../helpers/database.ts'
import { smtpServer } from '../../helpers/smtp-server.ts'

const smtp = await smtpServer()
let clock = Date.parse('2026-11-23T10:00:00Z')
const kit = await testApp({
  now: () => new Date(clock),
  config: { smtp: { url: smtp.url, from: 'Rampa <rampa@comune.esempio.it>' } },
})
const { deps, jobs } = kit
const { db } = deps
const TOKEN = 'A'.repeat(43)
const link = `${deps.config.url}/entra/${TOKEN}`
const text = signInMail('it', { name: 'Nicolò Perché', link })

beforeEach(async () => {
  await emptyDatabase(kit.database)
  jobs.length = 0
  smtp.delivered.length = 0
  smtp.refuseWith(null)
  smtp.holdUntil(Promise.resolve())
})

async function write(organisationId: string | null = null): Promise<string> {
  await queueMail(deps, db, { organisationId, recipient: 'nicolo@esempio.it', text })
  const { id } = await db.selectFrom('mail').select('id').executeTakeFirstOrThrow()
  return id
}
const mailNow = () =>
  db.selectFrom('mail').select(['status', 'error', 'body', 'sent_at']).executeTakeFirstOrThrow()

describe('with an SMTP server', () => {
  test('a mail is queued in the transaction that tells of it, and sent by the job', async () => {
    const id = await write()
    expect(jobs).toEqual([{ name: 'send-mail', data: { mailId: id } }])
    await sendMail(deps, id)
    const [mail] = smtp.delivered
    expect(mail).toMatchObject({
      from: 'rampa@comune.esempio.it',
      to: ['nicolo@esempio.it'],
      headers: { subject: 'Il tuo collegamento per entrare in Rampa', 'message-id': `<${id}@localhost>` },
    })
    expect(mail?.headers['content-type']).toMatch(/text\/plain; charset=utf-8/)
    expect(mail?.body).toContain('Ciao Nicolò Perché,')
    expect(mail?.body).toContain(link)
    expect(mail?.body.trim()).toBe(text.body.trim())
  })

  test('once it is out, the link is forgotten', async () => {
    const id = await write()
    await sendMail(deps, id)
    const mail = await mailNow()
    expect(mail).toMatchObject({ status: 'sent', sent_at: new Date(clock) })
    expect(mail.body).not.toContain(TOKEN)
  })

  test('a job that runs twice sends once, one after the other or both at once', async () => {
    const id = await write()
    let letGo = () => {}
    smtp.holdUntil(new Promise((resolve) => (letGo = resolve)))
    const first = sendMail(deps, id)
    await expect
      .poll(async () => (await db.selectFrom('mail').select('sending_at').executeTakeFirst())?.sending_at)
      .not.toBeNull()
    await expect(sendMail(deps, id)).rejects.toThrow('Another worker')
    letGo()
    await first
    await sendMail(deps, id)
    expect(smtp.delivered).toHaveLength(1)
  })

  test('one that a dying worker left behind is taken up after two minutes', async () => {
    const id = await write()
    await db
      .updateTable('mail')
      .set({ sending_at: new Date(clock) })
      .execute()
    await expect(sendMail(deps, id)).rejects.toThrow()
    clock += 120_001
    await sendMail(deps, id)
    expect(smtp.delivered).toHaveLength(1)
  })

  test('what the server cannot take now is told, and tried again', async () => {
    const id = await write()
    smtp.refuseWith('451 4.3.0 come back later')
    await expect(sendMail(deps, id)).rejects.toThrow('not sent')
    expect(await mailNow()).toMatchObject({ status: 'failed', error: expect.stringContaining('451') })
    expect((await mailNow()).body).toContain(TOKEN)
    smtp.refuseWith(null)
    await sendMail(deps, id)
    expect(await mailNow()).toMatchObject({ status: 'sent', error: '' })
  })

  test('what the server will never take is told, and left', async () => {
    const id = await write()
    smtp.refuseWith('550 5.1.1 no such mailbox')
    await sendMail(deps, id)
    expect(await mailNow()).toMatchObject({ status: 'failed', error: '550 5.1.1 no such mailbox' })
  })

  test('a server that is not there is tried again; its address and password are told to nobody', async () => {
    const id = await write()
    const config = { ...deps.config, smtp: { url: 'smtp://rampa:segreto@127.0.0.1:1', from: 'a@b.it' } }
    const error = await sendMail({ ...deps, config }, id).catch((reason: unknown) => reason)
    expect(String(error)).toMatch(/not sent: ESOCKET|ECONNECTION|ECONNREFUSED/)
    const { status, error: told } = await mailNow()
    expect(status).toBe('failed')
    expect(`${told} ${error}`).not.toMatch(/segreto|127\.0\.0\.1/)
  })

  test('a mail whose person is gone is not sent', async () => {
    const id = await write()
    await db.deleteFrom('mail').execute()
    await sendMail(deps, id)
    expect(smtp.delivered).toEqual([])
  })

  test('administrators see what was written, without the links', async () => {
    const admin = await kit.signIn('administrator')
    const id = await write(admin.organisationId)
    const bodies = async () => {
      const answer = await admin.ask('GET', '/api/mails')
      return ((await answer.json()) as { items: { body: string; status: string }[] }).items
    }
    expect((await bodies())[0]).toMatchObject({ status: 'queued' })
    expect((await bodies())[0]?.body).not.toContain(TOKEN)
    await sendMail(deps, id)
    expect((await bodies())[0]).toMatchObject({ status: 'sent' })
    expect((await bodies())[0]?.body).not.toContain(TOKEN)
  })
})

describe('without an SMTP server', () => {
  test('mails are kept for administrators, the newest first, in pages that hold each once', async () => {
    const kept = await testApp()
    const admin = await kept.signIn('administrator')
    for (let count = 0; count < 7; count++) {
      await queueMail(kept.deps, kept.deps.db, {
        organisationId: admin.organisationId,
        recipient: `${count}@esempio.it`,
        text,
      })
    }
    expect(kept.jobs).toEqual([])
    const seen: string[] = []
    let cursor = ''
    do {
      const answer = await admin.ask('GET', `/api/mails?limit=3${cursor && `&cursor=${cursor}`}`)
      const page = (await answer.json()) as {
        items: { recipient: string; body: string }[]
        next: string | null
        total: number
      }
      expect(page.total).toBe(7)
      expect(page.items.every(({ body }) => body.includes(link))).toBe(true)
      seen.push(...page.items.map(({ recipient }) => recipient))
      cursor = page.next ?? ''
    } while (cursor)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })
})

describe('what mails say', () => {
  const about = {
    organisation: 'Comune di Esempio',
    inviter: 'Anna Verdi',
    role: 'editor',
    office: 'URP',
    link,
  }
  const texts = (['it', 'en'] as const).flatMap((lang) => [
    signInMail(lang, { name: 'Anna', link }),
    invitationMail(lang, about),
    invitationMail(lang, { ...about, inviter: null, office: null }),
    passwordMail(lang, { name: 'Anna', url: deps.config.url }),
  ])

  test.each(texts)('$subject: short, with a link that stands alone on its line', ({ subject, body }) => {
    expect(subject.length).toBeLessThan(70)
    expect(body.split(/\s+/).length).toBeLessThan(90)
    expect(body.split('\n').filter((line) => line.startsWith('http'))).toHaveLength(1)
    expect(body).not.toMatch(/\b(undefined|null)\b/)
  })

  test('an invitation says who invites, to what, and until when', () => {
    const { subject, body } = invitationMail('it', about)
    expect(subject).toBe('Comune di Esempio ti aspetta su Rampa')
    expect(body).toMatch(/Anna Verdi ti invita[\s\S]*redazione, URP[\s\S]*entro 7 giorni/)
  })
})
