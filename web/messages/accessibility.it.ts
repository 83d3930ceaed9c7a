/** The page about Rampa's own accessibility: only what its tests and its makers can answer for. */
export const accessibilityIt = {
  title: 'Accessibilità di Rampa',
  lead: 'Rampa chiede siti accessibili: deve esserlo per prima.',
  aim: 'A che cosa puntiamo',
  aimText:
    'Ogni schermata è progettata per rispettare le WCAG 2.2, livello AA: tastiera, lettori di schermo, ingrandimento al 400 %, colori forzati, movimento ridotto.',
  checks: 'Come lo verifichiamo',
  checksList: [
    'Prima di ogni versione un browser apre ogni schermata, larga 1280 e 320 pixel, e la controlla con axe-core e con le regole di Rampa stessa.',
    'I percorsi principali vengono provati con la sola tastiera.',
    'Un difetto trovato blocca la versione.',
  ],
  limits: 'Che cosa non possiamo garantire',
  limitsList: [
    'I controlli automatici trovano solo una parte dei problemi. Finora nessuna valutazione è stata fatta da persone con disabilità o da un ente esterno.',
    'Le immagini delle pagine controllate mostrano quelle pagine come sono. Accanto c’è sempre una descrizione a parole del punto segnalato.',
    'I rapporti in formato SARIF, JUnit ed EARL sono fatti per altri programmi, non per essere letti.',
  ],
  statement: 'Dichiarazione',
  statementText:
    'Questa pagina non è la dichiarazione di accessibilità prevista dalla legge: quella spetta all’ente che usa Rampa.',
  report: 'Segnala un problema',
  reportText:
    'Se qualcosa ti ostacola, dillo a chi amministra Rampa nel tuo ente. Indica la pagina e che cosa cercavi di fare.',
}

export type AccessibilityWords = typeof accessibilityIt
