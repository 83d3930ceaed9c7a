import { readFileSync } from 'node:fs'

/** Of this copy of Rampa, as in package.json. */
export const readVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version
