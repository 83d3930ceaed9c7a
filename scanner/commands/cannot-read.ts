import { OptionError } from '../options.ts'

/** A file that was named and cannot be read. */
export function cannotRead(path: string, error: unknown): OptionError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new OptionError({
    it: `Non riesco a leggere il file ${path} (${code}). Controlla il percorso.`,
    en: `The file ${path} cannot be read (${code}). Check its path.`,
  })
}
