import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Me } from './client.ts'

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

type Action = keyof Me['can']

/** Whether this person may do it at all. The API decides again, for each thing. */
export const can = (me: Me, action: Action): boolean => me.can[action] !== undefined
