/** Home of the office, sites, and audits. */
export const homeIt = {
  title: 'Home',
  hello: (name: string) => `Ciao, ${name}`,
  lead: (organisation: string) => `${organisation}: ecco come vanno i siti.`,
  nextStep: 'Il prossimo passo',
  suggestion: {
    'add-site': {
      title: 'Aggiungi il primo sito',
      text: 'Basta l’indirizzo: il controllo parte subito.',
      action: 'Aggiungi un sito',
    },
    'wait-for-audit': {
      title: 'Un controllo è in corso',
      text: 'Le segnalazioni arrivano quando il controllo finisce.',
      action: 'Guarda come procede',
    },
    fix: { title: 'Correggi questo', text: '', action: 'Apri la segnalazione' },
    judge: {
      title: 'Rispondi a qualche domanda',
      text: 'Alcune cose le può decidere solo una persona: bastano un’occhiata e un sì o un no.',
      action: 'Vai alle domande',
    },
    recheck: {
      title: 'Verifica una correzione',
      text: 'Qualcuno ha detto di averla fatta: controlla se il problema è sparito.',
      action: 'Apri la segnalazione',
    },
    assign: {
      title: 'Affida questa segnalazione',
      text: 'Nessuno se ne occupa ancora.',
      action: 'Apri la segnalazione',
    },
    'all-done': {
      title: 'Tutto fatto, per ora',
      text: 'Non c’è niente che aspetta te. Al prossimo controllo ti diciamo che cosa è cambiato.',
      action: 'Vedi le segnalazioni',
    },
  },
  pagesHealed: (pages: number) =>
    pages === 1
      ? 'Correggendo questo guarisce una pagina.'
      : `Correggendo questo guariscono ${pages} pagine.`,
  counts: 'In numeri',
  open: 'da correggere',
  mine: 'per me',
  toJudge: 'da giudicare',
  claimedFixed: 'da verificare',
  overdue: 'in ritardo',
  newFindings: 'Novità sulle mie pagine',
  noNewFindings: 'Nessuna novità dall’ultimo controllo.',
  verifiedFixed: 'Corretti e verificati',
  noVerifiedFixed: 'Ancora nessuna correzione verificata: quando un controllo la conferma, la trovi qui.',
  allFindings: 'Tutte le segnalazioni',
  onPages: (pages: number) => (pages === 1 ? 'su una pagina' : `su ${pages} pagine`),
  sites: 'Siti',
  noSites: 'Non c’è ancora nessun sito.',
  siteNumbers: (open: string, toJudge: string) => `${open} da correggere, ${toJudge} da giudicare`,
  isRunning: 'Controllo in corso',
  trend: (first: string, last: string, audits: number) =>
    `Andamento in ${audits} controlli: da ${first} a ${last} problemi`,
  deadlines: 'Scadenze di legge',
  deadline: {
    statement: 'Dichiarazione di accessibilità',
    objectives: 'Obiettivi di accessibilità',
  },
  daysLeft: (days: number) =>
    days === 0 ? 'scade oggi' : days === 1 ? 'manca un giorno' : `mancano ${days} giorni`,
  alerts: 'Da sapere',
  alert: {
    'missed-audit': (site: string, on: string) =>
      `Il controllo programmato di ${site} del ${on} non è partito.`,
    'failed-audit': (site: string, on: string) => `Il controllo di ${site} del ${on} non è riuscito.`,
  },
  welcome: 'Da qui puoi controllare una pagina o un testo prima di pubblicarli.',
  nothingYet:
    'Per il tuo ruolo qui non c’è ancora nulla. Chi amministra Rampa nel tuo ente può darti altri compiti.',
  checkPage: 'Prova una pagina',
}

export const sitesIt = {
  title: 'Siti',
  lead: 'I siti del tuo ente, con i loro numeri.',
  add: 'Aggiungi un sito',
  address: 'Indirizzo del sito',
  addressHint: 'Per esempio www.comune.esempio.it',
  addressMissing: 'Scrivi l’indirizzo del sito, per esempio www.comune.esempio.it',
  addAndAudit: 'Aggiungi e controlla',
  adding: 'Avvio del controllo…',
  emptyTitle: 'Non c’è ancora nessun sito',
  empty: 'Scrivi qui sopra l’indirizzo del primo: il controllo parte subito.',
  emptyForReaders: 'Chi amministra Rampa nel tuo ente può aggiungerne uno.',
  name: 'Sito',
  office: 'Ufficio',
  open: 'Da correggere',
  toJudge: 'Da giudicare',
  lastAudit: 'Ultimo controllo',
  nextAudit: 'Prossimo controllo',
  notPlanned: 'Non programmato',
}

export const auditIt = {
  title: (site: string) => `Controllo: ${site}`,
  waiting: 'In attesa del primo posto libero. Di solito bastano pochi secondi.',
  progress: 'Pagine lette',
  done: (done: string, known: string) => `${done} di ${known} pagine note`,
  unknownYet: 'Ricerca delle pagine in corso',
  known: 'Altre pagine si aggiungono mentre il sito viene letto.',
  findings: 'Punti da guardare, finora',
  noFindingsYet: 'Ancora niente da segnalare.',
  firstFindings:
    'I problemi che pesano di più, visti nelle prime pagine. Alla fine quelli uguali diventano una segnalazione sola.',
  places: (count: number) => (count === 1 ? 'un punto' : `${count} punti`),
  stop: 'Ferma il controllo',
  stopping: 'Si sta fermando: finisce le pagine già aperte e prepara il rapporto.',
  stopQuestion: 'Fermare il controllo?',
  stopText: 'Quello che è stato letto diventa un rapporto. Le altre pagine restano «non controllate».',
  stopConfirm: 'Sì, ferma',
  youMayLeave: 'Puoi lasciare questa pagina: il controllo va avanti da solo.',
  ended: {
    concluded: 'Il controllo è concluso.',
    stopped: 'Il controllo è stato fermato: il rapporto contiene le pagine già lette.',
    failed: 'Il controllo non è riuscito.',
  },
  summary: 'Risultato',
  issues: 'problemi diversi',
  pagesWithIssues: 'pagine con problemi',
  audited: 'pagine controllate',
  toJudge: 'cose da giudicare',
  newCount: 'nuovi',
  fixedCount: 'corretti e verificati',
  seeFindings: 'Vedi le segnalazioni',
  seeSite: 'Vai al sito',
  again: 'Controlla di nuovo',
  reports: 'Scarica il rapporto',
  formats: {
    html: 'Pagina web (HTML)',
    xlsx: 'Foglio di calcolo (XLSX)',
    csv: 'Tabella (CSV)',
    json: 'Dati (JSON)',
    earl: 'EARL (W3C)',
    sarif: 'SARIF',
    junit: 'JUnit',
    md: 'Testo (Markdown)',
  },
  announceProgress: (done: string, known: string, findings: string) =>
    `${done} pagine lette su ${known}, ${findings} punti da guardare.`,
}

export type HomeWords = typeof homeIt
export type SitesWords = typeof sitesIt
export type AuditWords = typeof auditIt
