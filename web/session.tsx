import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { ClientProblem, client, type Me } from './client.ts'
import { storeSignedIn } from './stored.ts'

export interface Session {
  readonly me: Me | null
  /** Asks again who is signed in: after signing in or out, or a change of the profile. */
  readonly refresh: () => Promise<void>
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession() needs SessionContext above it.')
  return session
}

/** Who is signed in. Only on pages behind the sign-in, which never render for nobody. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('useMe() is for pages behind the sign-in.')
  return me
}

/**
 * Asks the server who is signed in; null: nobody.
 *
 * @throws ClientProblem when the server cannot say
 */
export async function askMe(): Promise<Me | null> {
  const me = await client.get<Me>('/me').catch((cause: unknown) => {
    if (cause instanceof ClientProblem && cause.status === 401) return null
    throw cause
  })
  storeSignedIn(me !== null)
  return me
}

type Action = keyof Me['can']

/** Whether this person may do it at all. The API decides again, for each thing. */
export const can = (me: Me, action: Action): boolean => me.can[action] !== undefined
