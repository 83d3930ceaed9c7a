import { addSignInLink } from '../db/queries/accounts.ts'
import type { Deps } from '../deps.ts'
import { digestOf, newSecret } from '../secret.ts'

export const LINK_MINUTES = 15

/** An address that signs this person in, once. */
export async function makeSignInLink(
  { db, config, now }: Pick<Deps, 'db' | 'now'> & { readonly config: Pick<Deps['config'], 'url'> },
  personId: string,
): Promise<string> {
  const token = newSecret()
  const expiresAt = new Date(now().getTime() + LINK_MINUTES * 60_000)
  await addSignInLink(db, { personId, tokenHash: digestOf(token), expiresAt })
  return `${config.url}/entra/${token}`
}
