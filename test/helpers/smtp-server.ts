import { createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

interface Delivered {
  readonly from: string
  readonly to: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Decoded. */
  readonly body: string
}

export interface SmtpServer {
  readonly url: string
  readonly delivered: Delivered[]
  /** Answers the next deliveries so, instead of taking them. */
  refuseWith(line: string | null): void
  /** Called when a mail is whole, before it is answered. */
  holdUntil(promise: Promise<void>): void
}

/** An SMTP server of the few commands that sending a mail takes (RFC 5321 §4.5.1), on 127.0.0.1. */
export async function smtpServer(): Promise<SmtpServer> {
  const delivered: Delivered[] = []
  let refusal: string | null = null
  let hold: Promise<void> = Promise.resolve()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined))
    socket.setEncoding('utf8')
    let envelope = { from: '', to: [] as string[] }
    let data: string | null = null
    let rest = ''
    socket.write('220 prova ESMTP\r\n')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(line)
    })
    const take = (line: string) => {
      if (data !== null) {
        if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`
        else {
          const mail = { ...envelope, ...parse(data) }
          data = null
          hold.then(() => {
            if (!refusal) delivered.push(mail)
            socket.write(refusal ? `${refusal}\r\n` : '250 taken\r\n')
          })
        }
        return
      }
      const [verb = ''] = line.toUpperCase().split(/[ :]/)
      const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
      if (verb === 'MAIL') envelope = { from: address, to: [] }
      if (verb === 'RCPT') envelope.to.push(address)
      if (verb === 'DATA') data = ''
      socket.write(verb === 'DATA' ? '354 go on\r\n' : verb === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n')
      if (verb === 'QUIT') socket.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    delivered,
    refuseWith(line) {
      refusal = line
    },
    holdUntil(promise) {
      hold = promise
    },
  }
}

function parse(message: string): Pick<Delivered, 'headers' | 'body'> {
  const at = message.indexOf('\r\n\r\n')
  const lines = message
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decodeWords(line.slice(line.indexOf(':') + 2)),
    ]),
  )
  const raw = message.slice(at + 4)
  const encoding = headers['content-transfer-encoding']
  const body =
    encoding === 'quoted-printable'
      ? fromQuoted(raw.replace(/=\r\n/g, ''))
      : encoding === 'base64'
        ? Buffer.from(raw, 'base64').toString('utf8')
        : raw
  return { headers, body: body.replace(/\r\n/g, '\n') }
}

const fromQuoted = (text: string) =>
  Buffer.from(
    text.replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** RFC 2047. */
const decodeWords = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, part: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(part, 'base64').toString('utf8')
        : fromQuoted(part.replace(/_/g, ' ')),
    )
