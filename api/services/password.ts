import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
export const COST = { memoryKib: 19_456, passes: 2, lanes: 1 } as const
const SALT_BYTES = 16
const TAG_BYTES = 32
/** Of argon2 itself: 0x13, in the form that PHC strings give it. */
const VERSION = 19

type Cost = { readonly [Name in keyof typeof COST]: number }

const derive = promisify(argon2) as (kind: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>

const digest = (password: string, salt: Uint8Array, cost: Cost, tagBytes: number, work = derive) =>
  work('argon2id', {
    // One form for letters that have several, so that every keyboard gives the same password.
    message: password.normalize('NFKC'),
    nonce: salt,
    memory: cost.memoryKib,
    passes: cost.passes,
    parallelism: cost.lanes,
    tagLength: tagBytes,
  })

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** argon2id in PHC string format: https://github.com/P-H-C/phc-string-format */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await digest(password, salt, cost, TAG_BYTES)
  const { memoryKib, passes, lanes } = cost
  return `$argon2id$v=${VERSION}$m=${memoryKib},t=${passes},p=${lanes}$${base64(salt)}$${base64(tag)}`
}

const PHC =
  /^\$argon2id\$v=(?<version>\d+)\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[\w+/]+)\$(?<tag>[\w+/]+)$/

function readHash(hash: string) {
  const { version, m, t, p, salt = '', tag = '' } = PHC.exec(hash)?.groups ?? {}
  if (Number(version) !== VERSION) return undefined
  return {
    cost: { memoryKib: Number(m), passes: Number(t), lanes: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/**
 * The same work for who has no password, or does not exist: the answer's time tells nobody who has an account.
 *
 * @param work what derives the key; a test counts what it is asked
 */
export async function isPassword(password: string, hash: string | null, work = derive): Promise<boolean> {
  const known = hash === null ? undefined : readHash(hash)
  const { cost, salt, tag } = known ?? {
    cost: COST,
    salt: Buffer.alloc(SALT_BYTES),
    tag: Buffer.alloc(TAG_BYTES),
  }
  const given = await digest(password, salt, cost, tag.length, work)
  return timingSafeEqual(given, tag) && known !== undefined
}

/** Made with other parameters than today's: to be made anew when the password is known, at the next sign-in. */
export function isOutdated(hash: string): boolean {
  const known = readHash(hash)
  return (
    known?.cost.memoryKib !== COST.memoryKib ||
    known.cost.passes !== COST.passes ||
    known.cost.lanes !== COST.lanes
  )
}
