import { concluded, failed, id, running, site } from './example-data.ts'

const here = `/siti/${site.id}`
const word = 'una-parola-segreta-lunga'

export interface Screen {
  readonly path: string
  /** What `document.title` says before ` – Rampa`, and the `h1` too. */
  readonly title: string
}

/** Every address of the app for somebody who is not signed in. */
export const OPEN_SCREENS: readonly Screen[] = [
  { path: '/entra', title: 'Entra in Rampa' },
  { path: '/entra?poi=%2Fsiti', title: 'Entra in Rampa' },
  { path: `/entra/${word}`, title: 'Ci sei quasi' },
  { path: `/invito/${word}`, title: 'Sei invitato in Rampa' },
  { path: '/accessibilita', title: 'Accessibilità di Rampa' },
  { path: '/non-esiste', title: 'Questa pagina non esiste' },
]

/** Every address of the app for an administrator, but for the findings' own. */
export const SCREENS: readonly Screen[] = [
  { path: '/', title: 'Ciao, Nome' },
  { path: '/siti', title: 'Siti' },
  { path: here, title: 'Sito istituzionale' },
  { path: `${here}/criteri`, title: 'Sito istituzionale: criteri' },
  { path: `${here}/copertura`, title: 'Sito istituzionale: copertura' },
  { path: `${here}/modelli`, title: 'Sito istituzionale: modelli' },
  { path: `${here}/file`, title: 'Sito istituzionale: file collegati' },
  { path: `${here}/pagine`, title: 'Sito istituzionale: pagine' },
  { path: `${here}/controlli`, title: 'Sito istituzionale: controlli' },
  { path: `${here}/programma`, title: 'Sito istituzionale: programma' },
  { path: `${here}/impostazioni`, title: 'Sito istituzionale: impostazioni' },
  { path: `${here}/controllo/${running.id}`, title: 'Controllo: Sito istituzionale' },
  { path: `${here}/controllo/${concluded.id}`, title: 'Controllo: Sito istituzionale' },
  { path: `${here}/controllo/${failed.id}`, title: 'Controllo: Sito istituzionale' },
  { path: '/formazione', title: 'Formazione' },
  { path: `/formazione/${id(90)}`, title: 'Chi impara: Immagini che informano' },
  { path: '/profilo', title: 'Profilo' },
  { path: '/amministrazione/persone', title: 'Amministrazione: persone' },
  { path: '/amministrazione/persone/importa', title: 'Importa persone da un file' },
  { path: '/amministrazione/uffici', title: 'Amministrazione: uffici' },
  { path: '/amministrazione/token', title: 'Amministrazione: accessi per programmi' },
  { path: '/amministrazione/ospiti', title: 'Amministrazione: ospiti' },
  { path: '/amministrazione/programmi', title: 'Amministrazione: programmi' },
  { path: '/amministrazione/posta', title: 'Amministrazione: posta' },
  { path: '/amministrazione/registro', title: 'Amministrazione: registro' },
  { path: '/amministrazione/ente', title: 'Amministrazione: ente' },
  // What is not there, or not ours.
  { path: `/siti/${id(999)}`, title: 'Qualcosa non ha funzionato' },
]
