import * as client from 'openid-client'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Sentence } from '../problem.ts'
import { createSeal } from './sealed.ts'

/** ms. Metadata and keys of the provider are asked for again after so long. */
const KNOWN_MS = 3_600_000
/** ms. Time to sign in at the provider: SPID asks for a telephone. */
const PATIENCE_MS = 15 * 60_000
/** s. */
const TIMEOUT_S = 10

/** Why somebody who comes back from the provider is not let in. */
export type OidcFault = 'unreachable' | 'expired' | 'refused' | 'unknown' | 'unverified'

export class OidcRefusal extends Error {
  override readonly name = 'OidcRefusal'
  readonly fault: OidcFault

  constructor(fault: OidcFault, cause?: unknown) {
    super(fault, { cause })
    this.fault = fault
  }
}

export const OIDC_FAULTS: Readonly<Record<OidcFault, Sentence>> = {
  unreachable: {
    it: 'Il servizio di accesso non risponde. Riprova tra qualche minuto, oppure entra con un collegamento.',
    en: 'The sign-in service does not answer. Try again in a few minutes, or sign in with a link.',
  },
  expired: {
    it: 'È passato troppo tempo, o l’accesso è cominciato in un’altra finestra. Riprova da qui.',
    en: 'It took too long, or the sign-in began in another window. Try again from here.',
  },
  refused: {
    it: 'L’accesso non è riuscito o è stato annullato. Riprova, oppure entra con un collegamento.',
    en: 'The sign-in failed or was cancelled. Try again, or sign in with a link.',
  },
  unknown: {
    it: 'Rampa non ti conosce ancora. Chiedi un invito a chi la amministra nel tuo ente, all’indirizzo e-mail con cui entri.',
    en: 'Rampa does not know you yet. Ask whoever administers it in your organisation for an invitation, to the e-mail address that you sign in with.',
  },
  unverified: {
    it: 'Il servizio di accesso non conferma il tuo indirizzo e-mail, quindi Rampa non può riconoscerti. Entra con un collegamento.',
    en: 'The sign-in service does not confirm your e-mail address, so Rampa cannot tell who you are. Sign in with a link.',
  },
}

/** Somebody as their provider knows them. */
export interface Identity {
  /** Issuer and subject, joined by a space. */
  readonly subject: string
  /** null: the provider has none, or has not checked it. */
  readonly email: string | null
  readonly name: string
}

const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  until: z.number(),
})

export interface Oidc {
  /** @returns where to send the browser, and what it must keep until it comes back. @throws OidcRefusal */
  begin(returnTo: string, now: Date): Promise<{ readonly address: URL; readonly kept: string }>
  /** @throws OidcRefusal */
  finish(
    query: string,
    kept: string | undefined,
    now: Date,
  ): Promise<{ readonly identity: Identity; readonly returnTo: string }>
}

export function createOidc(
  settings: NonNullable<Config['oidc']>,
  config: Pick<Config, 'url' | 'secret'>,
): Oidc {
  const seal = createSeal(config.secret, 'oidc')
  const callback = `${config.url}/api/sign-in/oidc/callback`
  const discover = rememberFor(KNOWN_MS, () => discoverProvider(settings))
  return {
    async begin(returnTo, now) {
      const provider = await discover(now)
      const verifier = client.randomPKCECodeVerifier()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const address = client.buildAuthorizationUrl(provider, {
        redirect_uri: callback,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      const until = now.getTime() + PATIENCE_MS
      return { address, kept: seal.seal(JSON.stringify({ state, nonce, verifier, returnTo, until })) }
    },
    async finish(query, kept, now) {
      const opened = kept === undefined ? undefined : seal.open(kept)
      if (opened === undefined) throw new OidcRefusal('expired')
      const { state, nonce, verifier, returnTo, until } = attempt.parse(JSON.parse(opened))
      if (until < now.getTime()) throw new OidcRefusal('expired')
      const provider = await discover(now)
      const identity = await readIdentity(provider, new URL(`${callback}${query}`), {
        state,
        nonce,
        verifier,
      })
      return { identity, returnTo }
    },
  }
}

async function discoverProvider({ issuer, clientId, clientSecret }: NonNullable<Config['oidc']>) {
  const address = new URL(issuer)
  // Only on this machine, where nobody listens in: tests, and trying things out.
  const isLocal = address.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(address.hostname)
  const provider = await client.discovery(address, clientId, clientSecret, undefined, {
    timeout: TIMEOUT_S,
    ...(isLocal ? { execute: [client.allowInsecureRequests] } : {}),
  })
  // Checks the signature of the ID token too, not only who it came from.
  client.enableNonRepudiationChecks(provider)
  return provider
}

async function readIdentity(
  provider: client.Configuration,
  address: URL,
  { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<Identity> {
  try {
    const tokens = await client.authorizationCodeGrant(provider, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('No ID token.')
    const more = provider.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
      : {}
    return toIdentity(claims.iss, { ...claims, ...more })
  } catch (error) {
    throw new OidcRefusal('refused', error)
  }
}

function toIdentity(issuer: string, claims: Readonly<Record<string, unknown>>): Identity {
  const { sub, email, email_verified: isVerified, name, given_name: given, family_name: family } = claims
  const full = [given, family].filter((part) => typeof part === 'string').join(' ')
  const address = z.email().max(254).toLowerCase().safeParse(email)
  return {
    subject: `${issuer} ${String(sub)}`,
    email: address.success && isVerified === true ? address.data : null,
    name: (typeof name === 'string' && name.trim() ? name.trim() : full || (address.data ?? '')).slice(
      0,
      120,
    ),
  }
}

/** What was found, for a while; a failure is not remembered. */
function rememberFor<T>(ms: number, find: () => Promise<T>): (now: Date) => Promise<T> {
  let known: { readonly value: Promise<T>; readonly at: number } | undefined
  return async (now) => {
    if (!known || now.getTime() - known.at > ms) known = { value: find(), at: now.getTime() }
    const { value } = known
    try {
      return await value
    } catch (error) {
      if (known?.value === value) known = undefined
      throw new OidcRefusal('unreachable', error)
    }
  }
}
