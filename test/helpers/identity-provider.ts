import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'
import { cookieJar } from './cookies.ts'

/** What the provider says of one person. */
export interface Claims {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

/** A real OpenID provider on 127.0.0.1 with one client: this installation. People are as `people` says, by subject. */
export async function identityProvider(callback: string) {
  const people = new Map<string, Claims>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'rampa', client_secret: 'un-segreto-di-prova', redirect_uris: [callback] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['una-chiave-di-prova'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    features: { devInteractions: { enabled: true } },
  })
  provider.on('server_error', () => undefined)
  server.on('request', provider.callback())
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  /** Goes where Rampa sent the browser, signs in there, agrees, and says where the browser is sent back to. */
  async function signInAt(start: string, subject: string): Promise<URL> {
    const jar = cookieJar()
    let url = new URL(start)
    for (let step = 0; step < 12; step++) {
      if (url.href.startsWith(callback)) return url
      const answer = jar.keep(await fetch(url, { redirect: 'manual', headers: { cookie: jar.header() } }))
      const location = answer.headers.get('location')
      if (location) {
        url = new URL(location, url)
        continue
      }
      const page = await answer.text()
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      if (!prompt)
        throw new Error(`The provider asks for something else: ${answer.status} ${page.slice(0, 500)}`)
      const form = new URLSearchParams(
        prompt === 'login' ? { prompt, login: subject, password: 'x' } : { prompt },
      )
      const sent = jar.keep(
        await fetch(url, {
          method: 'POST',
          body: form,
          redirect: 'manual',
          headers: { cookie: jar.header() },
        }),
      )
      url = new URL(sent.headers.get('location') ?? '', url)
    }
    throw new Error('The provider never sent the browser back.')
  }

  return { issuer, people, signInAt }
}
