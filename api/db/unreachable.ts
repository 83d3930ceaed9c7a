import type { Sentence } from '../problem.ts'
import { StartRefusal } from '../refusal.ts'

/** Of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) and of the network. */
const REASONS: Readonly<Record<string, Sentence>> = {
  '28P01': {
    it: 'PostgreSQL risponde, ma non accetta l’utente o la password scritti in DATABASE_URL. Correggili e riavvia.',
    en: 'PostgreSQL answers, but does not accept the user or the password in DATABASE_URL. Correct them and start again.',
  },
  '28000': {
    it: 'PostgreSQL risponde, ma non lascia entrare l’utente scritto in DATABASE_URL. Crealo, o permettigli l’accesso in pg_hba.conf.',
    en: 'PostgreSQL answers, but does not let the user in DATABASE_URL in. Create that user, or allow it in pg_hba.conf.',
  },
  '3D000': {
    it: 'PostgreSQL risponde, ma il database scritto in DATABASE_URL non esiste. Crealo con «createdb NOME», oppure correggi il nome.',
    en: 'PostgreSQL answers, but the database in DATABASE_URL does not exist. Create it with “createdb NAME”, or correct the name.',
  },
  '53300': {
    it: 'PostgreSQL risponde, ma ha già tutte le connessioni che può dare. Chiudine qualcuna, o alza max_connections.',
    en: 'PostgreSQL answers, but has given all the connections it has. Close some, or raise max_connections.',
  },
  '57P03': {
    it: 'PostgreSQL si sta ancora avviando. Aspetta qualche secondo e riprova.',
    en: 'PostgreSQL is still starting. Wait a few seconds and try again.',
  },
  ENOTFOUND: {
    it: 'La macchina scritta in DATABASE_URL non esiste in questa rete. Controlla come è scritto il nome.',
    en: 'The machine in DATABASE_URL does not exist on this network. Check how its name is written.',
  },
}

/** The driver's own words may hold the address with its password: only what its code means is told. */
export function unreachable(error: unknown): StartRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
  return new StartRefusal(
    REASONS[code] ?? {
      it: `PostgreSQL non risponde all’indirizzo scritto in DATABASE_URL (${code}). Controlla che sia avviato, e l’indirizzo.`,
      en: `PostgreSQL does not answer at the address in DATABASE_URL (${code}). Check that it runs, and the address.`,
    },
  )
}
