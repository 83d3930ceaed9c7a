/** What a web editor does besides the list: one page, questions, a check before publishing; and guests. */
export const pageIt = {
  trail: 'Siti',
  findings: 'Che cosa c’è su questa pagina',
  count: (count: number) => (count === 1 ? 'Una segnalazione' : `${count} segnalazioni`),
  none: 'Su questa pagina non c’è nessuna segnalazione.',
  noneHint: 'Una macchina però non vede tutto: rileggi tu i testi e le immagini.',
  open: 'Apri la pagina',
  edit: 'Modifica nel CMS',
  snapshot: 'La pagina com’era all’ultimo controllo',
  snapshotAlt: (title: string) => `La pagina «${title}», con un numero su ogni punto da vedere`,
  snapshotHint: 'Ogni numero porta alla sua spiegazione, e dalla spiegazione si torna al numero.',
  noSnapshot: 'Di questa pagina non è stata conservata un’immagine intera: ogni punto ha la sua.',
  marker: (number: number, title: string) => `Punto ${number}: ${title}`,
  toMarker: (number: number) => `Vedi il punto ${number} sull’immagine`,
  number: (number: number) => `Punto ${number}`,
  office: 'Ufficio che se ne occupa',
  noOffice: 'Nessun ufficio',
  saveOffice: 'Salva l’ufficio',
  officeSaved: 'Ufficio salvato.',
  site: 'Sito',
  address: 'Indirizzo',
  template: 'Modello',
  lastSeen: 'Vista l’ultima volta',
  about: 'Su questa pagina',
  seeFinding: 'Apri la segnalazione',
  details: 'Immagine e codice',
}

export type PageWords = typeof pageIt

export const judgeIt = {
  title: 'Da giudicare',
  lead: 'Guarda e rispondi: bastano pochi secondi a domanda.',
  left: (count: number, text: string) => (count === 1 ? 'Resta una domanda' : `Restano ${text} domande`),
  given: (count: number) => (count === 1 ? 'Hai dato una risposta' : `Hai dato ${count} risposte`),
  question: 'Domanda',
  yes: 'Sì, è un problema',
  no: 'No, va bene così',
  skip: 'Salta',
  keys: 'Tasti rapidi: S per sì, N per no, A per saltare',
  keyYes: 's',
  keyNo: 'n',
  keySkip: 'a',
  where: 'Dove',
  page: 'Pagina',
  why: 'Perché te lo chiediamo',
  seeFinding: 'Vedi la segnalazione intera',
  last: {
    yes: (title: string) => `Ultima risposta: «Sì, è un problema» (${title}).`,
    no: (title: string) => `Ultima risposta: «No, va bene così» (${title}).`,
  },
  undo: 'Annulla l’ultima risposta',
  undone: 'Risposta annullata: ecco di nuovo la domanda.',
  notKept: 'La risposta non è stata salvata. La domanda è ancora qui: riprova.',
  emptyTitle: 'Nessuna domanda, per ora',
  empty: 'Quando un controllo trova qualcosa che solo una persona può decidere, la domanda arriva qui.',
  skippedTitle: (count: number) => (count === 1 ? 'Hai saltato una domanda' : `Hai saltato ${count} domande`),
  skipped: 'Le altre hanno una risposta. Grazie!',
  again: 'Rivedi le domande saltate',
  doneTitle: 'Hai risposto a tutto. Grazie!',
  seeFindings: 'Vai alle segnalazioni',
}

export type JudgeWords = typeof judgeIt

export const checkIt = {
  title: 'Prova una pagina prima di pubblicarla',
  lead: 'Ti mostriamo al massimo cinque cose che puoi sistemare tu, le più importanti per prime.',
  way: 'Che cosa vuoi provare?',
  ways: { text: 'Un testo', url: 'Una pagina già in rete', html: 'Codice HTML' },
  text: 'Testo',
  textHint:
    'Copia il testo da Word, da una mail o dal CMS e incollalo qui. Si vedono solo le parole, ma proviamo anche titoli, elenchi, tabelle, link e immagini.',
  pasted: (headings: number, links: number, images: number) =>
    `Incollato con la sua forma. Titoli: ${headings}, link: ${links}, immagini: ${images}.`,
  plain: 'Il testo è senza forma: titoli e link non si possono provare. Incollalo di nuovo per provarli.',
  url: 'Indirizzo della pagina',
  urlHint: 'Per esempio www.comune.esempio.it/novita',
  html: 'Codice HTML',
  htmlHint: 'Anche solo un pezzo della pagina.',
  textMissing: 'Incolla il testo che vuoi provare.',
  urlMissing: 'Scrivi l’indirizzo della pagina, per esempio www.comune.esempio.it/novita',
  htmlMissing: 'Incolla il codice che vuoi provare.',
  tooLong: 'Il testo è troppo lungo. Prova una parte alla volta.',
  incomplete: 'Manca ancora qualcosa.',
  run: 'Prova',
  running: 'Sto guardando… di solito bastano pochi secondi.',
  result: 'Risultato',
  found: (count: number) =>
    count === 1 ? 'C’è una cosa da sistemare' : `Ci sono ${count} cose da sistemare`,
  clean: 'Nessun problema tra quelli che una macchina può vedere',
  most: 'Ne mostriamo cinque alla volta. Sistemale e prova ancora: se ce ne sono altre, arrivano dopo.',
  toJudge: 'Guarda tu: la macchina non ne è sicura.',
  why: 'Perché conta',
  how: 'Come si corregge',
  places: 'Dove',
  snippet: 'Codice',
  limits: 'Che cosa una macchina non vede',
}

export type CheckWords = typeof checkIt

export const guestIt = {
  title: 'Accesso per ospiti',
  opening: 'Apro le segnalazioni affidate a voi…',
  refused: 'Questo collegamento non si apre',
  missing: 'Nel collegamento manca qualcosa. Copialo per intero dalla mail che hai ricevuto.',
}

export type GuestWords = typeof guestIt
