import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes, in a form that fits an address. Only its digest is ever stored. */
export const newSecret = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
