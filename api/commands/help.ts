/** What `rampa --help` says of the platform, after the scanner's own commands. */
export const PLATFORM_HELP = {
  it: `Piattaforma
  rampa serve             l'applicazione web e l'API; con il database incorporato fa anche i controlli
  rampa worker            un worker in più, su questa o su un'altra macchina; serve PostgreSQL
  rampa migrate           porta il database a questa versione; serve e worker lo fanno da soli
  rampa user add --email INDIRIZZO --name "NOME COGNOME" [--role RUOLO] [--organisation ENTE]
                          aggiunge una persona e stampa un indirizzo per entrare una volta
  rampa user erase --email INDIRIZZO
                          cancella i dati di una persona; quello che ha fatto resta, senza nome
  rampa link --email INDIRIZZO
                          stampa un indirizzo per entrare una volta
  rampa content check [CARTELLA]
                          dice ogni errore di corsi, lezioni ed esercizi, e prova ogni esercizio
  Si configurano con variabili d'ambiente, o con un file .env: l'elenco è nel README.
`,
  en: `Platform
  rampa serve             the web app and the API; with the embedded database it does the audits too
  rampa worker            one more worker, on this machine or another; needs PostgreSQL
  rampa migrate           brings the database to this version; serve and worker do it by themselves
  rampa user add --email ADDRESS --name "FULL NAME" [--role ROLE] [--organisation NAME]
                          adds a person and prints an address to sign in with once
  rampa user erase --email ADDRESS
                          erases a person's data; what they did stays, without a name
  rampa link --email ADDRESS
                          prints an address to sign in with once
  rampa content check [FOLDER]
                          tells every fault of courses, lessons and exercises, and proves each exercise
  They are configured by environment variables, or by a file .env: the list is in the README.
`,
}
