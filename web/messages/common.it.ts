export const commonIt = {
  loading: 'Caricamento in corso…',
  failed: 'Qualcosa non ha funzionato',
  retry: 'Riprova',
  close: 'Chiudi',
  save: 'Salva',
  cancel: 'Annulla',
  delete: 'Elimina',
  saved: 'Salvato.',
  optional: 'facoltativo',
  checkTheForm: 'Controlla i dati',
  trail: 'Percorso',
  pages: 'Pagine dell’elenco',
  firstPage: 'Torna all’inizio',
  nextPage: 'Pagina successiva',
  shownOf: (shown: string, total: string) => `${shown} su ${total}`,
  exports: (of: string) => `Scarica: ${of}`,
  download: (format: string) => `Scarica ${format}`,
  none: 'Nessuno',
  never: 'Mai',
  yes: 'Sì',
  no: 'No',
  opensElsewhere: '(si apre in una nuova scheda)',
  back: 'Indietro',
}

export type CommonWords = typeof commonIt

/** Header, navigation and footer. */
export const shellIt = {
  skipToContent: 'Vai al contenuto',
  product: 'Rampa',
  tagline: 'Siti pubblici accessibili a tutti',
  menu: 'Menu',
  mainMenu: 'Menu principale',
  home: 'Home',
  sites: 'Siti',
  findings: 'Segnalazioni',
  toJudge: 'Da giudicare',
  check: 'Prova una pagina',
  courses: 'Corsi',
  training: 'Formazione',
  administration: 'Amministrazione',
  account: 'Profilo',
  signIn: 'Entra in Rampa',
  signOut: 'Esci',
  signedOut: 'Sei uscito da Rampa.',
  guest: 'Ospite',
  otherLanguage: 'English',
  accessibility: 'Accessibilità',
  api: 'API per programmatori',
  service: 'Informazioni sul servizio',
  footer: 'Rampa è software libero: chiunque può usarlo, studiarlo e migliorarlo (AGPL-3.0).',
}

export type ShellWords = typeof shellIt

/** Closed lists of the API, in words. */
export const labelsIt = {
  role: {
    administrator: 'Amministrazione di Rampa',
    'accessibility-manager': 'Responsabile accessibilità (RTD)',
    editor: 'Redazione',
    supplier: 'Fornitore',
    employee: 'Dipendente',
    'office-manager': 'Responsabile di ufficio',
    'association-administrator': 'Amministrazione di associazione',
    facilitator: 'Facilitatore',
    door: 'Accoglienza',
  },
  impact: { critical: 'Blocca', serious: 'Grave', moderate: 'Medio', minor: 'Lieve' },
  owner: {
    editorial: 'Redazione',
    template: 'Modello del sito',
    'third-party': 'Servizio esterno',
    unknown: 'Da capire',
  },
  auditStatus: {
    queued: 'In attesa',
    running: 'In corso',
    concluded: 'Concluso',
    stopped: 'Fermato',
    failed: 'Non riuscito',
  },
  trigger: {
    person: 'Avviato da una persona',
    schedule: 'Programmato',
    api: 'Avviato dall’API',
    demo: 'Dimostrazione',
  },
  criterionStatus: {
    fails: 'Non superato',
    passes: 'Superato',
    'to-judge': 'Da giudicare',
    'not-checked': 'Non controllato',
    'not-applicable': 'Non applicabile',
  },
  conformance: {
    conforme: 'Conforme',
    'parzialmente-conforme': 'Parzialmente conforme',
    'non-conforme': 'Non conforme',
    undecided: 'Non ancora deciso',
  },
}

export type LabelWords = typeof labelsIt
