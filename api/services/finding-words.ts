import type { Finding } from '../shapes/findings.ts'

/** What spreadsheets call things, in the words of the screens. */
export const STATUS_WORDS: Readonly<Record<Finding['status'], string>> = {
  open: 'Da correggere',
  assigned: 'Affidata',
  'claimed-fixed': 'Da verificare',
  'verified-fixed': 'Corretta e verificata',
  decided: 'Decisa',
  'not-verified': 'Non verificata',
  'page-removed': 'Pagina tolta dal sito',
}
export const OUTCOME_WORDS: Readonly<Record<Finding['outcome'], string>> = {
  failed: 'Problema',
  cantTell: 'Da giudicare',
  unstable: 'Instabile',
}
export const IMPACT_WORDS: Readonly<Record<Finding['impact'], string>> = {
  critical: 'Blocca',
  serious: 'Grave',
  moderate: 'Medio',
  minor: 'Lieve',
}
export const OWNER_WORDS: Readonly<Record<Finding['owner'], string>> = {
  editorial: 'Redazione',
  template: 'Modello del sito',
  'third-party': 'Servizio esterno',
  unknown: 'Da capire',
}
