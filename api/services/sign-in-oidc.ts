import { findAccountByEmail, findAccountBySubject, updateAccount } from '../db/queries/people.ts'
import type { Deps } from '../deps.ts'
import { acceptAllFor } from './invite.ts'
import type { Lang } from './mail-texts.ts'
import { type Identity, OidcRefusal } from './oidc.ts'
import { beginSession, type Visitor } from './sign-in.ts'

/**
 * Lets in who the identity provider vouches for, if Rampa knows or awaits them: by the provider's own subject, else
 * by an address that the provider has checked. Nobody registers by themselves.
 *
 * @returns the new session's token
 * @throws OidcRefusal
 */
export function signInByIdentity(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { subject, email, name }: Identity,
  { lang, ...visitor }: Visitor & { readonly lang: Lang },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const known = await findAccountBySubject(tx, subject)
    if (!known && email === null) throw new OidcRefusal('unverified')
    const sameAddress = email === null ? undefined : await findAccountByEmail(tx, email)
    // The address belongs to somebody whom the provider calls otherwise: not ours to decide who is who.
    if (!known && sameAddress?.oidc_subject) throw new OidcRefusal('unknown')
    // Who is known keeps their own address, whatever the provider calls it now.
    const isTheirs = email !== null && (!known || known.email === email)
    const invited = isTheirs ? await acceptAllFor(tx, { email, name, lang }, now()) : undefined
    const person = known ?? invited
    if (!person) throw new OidcRefusal('unknown')
    if (!person.oidc_subject) await updateAccount(tx, person.id, { oidcSubject: subject })
    return beginSession(tx, { now }, { personId: person.id, way: 'oidc', visitor })
  })
}
