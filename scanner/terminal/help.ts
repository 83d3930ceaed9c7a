import type { Text } from '../rules/rule.ts'

/** What `rampa --help` and `rampa audit --help` print. */
export const HELP: Text = {
  it: `rampa - controlla l'accessibilità dei siti comunali

Uso
  rampa audit <indirizzo…> [opzioni]   controlla un sito intero
  rampa check <file.html|->            controlla una pagina o un frammento dal disco o da standard input
  rampa --version

Che cosa controllare
  --scope site|page       il sito intero, o solo l'indirizzo dato (site)
  --urls FILE             solo gli indirizzi elencati nel file, uno per riga
  --max-pages N           al massimo N pagine; se sono di più, un campione per tipo di pagina (500)
  --max-discovered N      al massimo N indirizzi conosciuti (20000)
  --include MODELLO       solo gli indirizzi che corrispondono, per esempio "*/servizi/*"; si può ripetere
  --exclude MODELLO       non gli indirizzi che corrispondono; si può ripetere
  --ignore-robots         non tenere conto di robots.txt: solo per chi gestisce il sito
  --allow-private         ammetti indirizzi di reti private (localhost, 192.168…)
  --seed PAROLA           decide il campione: la stessa parola dà le stesse pagine

Come controllare
  --level A|AA|AAA        livello WCAG (AA)
  --best-practices        anche le buone pratiche, oltre agli obblighi
  --lighthouse sample|all|none   prestazioni con Lighthouse: un campione, tutte le pagine, nessuna (none)
  --concurrency N         pagine insieme (2; su localhost e reti private due per processore)
  --rate N                pagine al secondo per sito (1; su localhost e reti private senza limite)
  --page-timeout MS       tempo massimo per pagina (120000)
  --no-pictures           nessuna immagine degli elementi

Rapporto
  --out CARTELLA          dove scriverlo (rampa-report)
  --format ELENCO         html,json,csv,xlsx,earl,sarif,junit,md,pdf (html,json)
  --lang it|en            lingua del rapporto e del terminale (it)
  --baseline report.json  confronta con un controllo precedente
  --fail-on any|new|none  quando uscire con stato 1: con problemi, con problemi nuovi, mai
                          (any; con --baseline: new)
  --quiet, --verbose      meno righe, più righe

Stato di uscita
  0  niente da segnalare alla soglia scelta
  1  ci sono problemi
  2  il controllo non è partito o non ha letto alcuna pagina: una frase dice perché

Esempi
  rampa audit https://www.comune.esempio.it/
  rampa audit https://www.comune.esempio.it/ --max-pages 50 --format html,xlsx,pdf
  rampa audit https://www.comune.esempio.it/servizi --scope page
  rampa audit https://www.comune.esempio.it/ --baseline rampa-report/report.json --fail-on new
`,
  en: `rampa - audits the accessibility of municipal web sites

Usage
  rampa audit <address…> [options]     audit a whole site
  rampa check <file.html|->            check a page or a fragment from disk or standard input
  rampa --version

What to audit
  --scope site|page       the whole site, or just the given address (site)
  --urls FILE             just the addresses listed in the file, one a line
  --max-pages N           N pages at the most; if there are more, a sample by kind of page (500)
  --max-discovered N      N known addresses at the most (20000)
  --include PATTERN       only the addresses that match, e.g. "*/servizi/*"; may be repeated
  --exclude PATTERN       not the addresses that match; may be repeated
  --ignore-robots         take no account of robots.txt: only for the site's owner
  --allow-private         allow addresses of private networks (localhost, 192.168…)
  --seed WORD             decides the sample: the same word takes the same pages

How to audit
  --level A|AA|AAA        WCAG level (AA)
  --best-practices        best practices too, beyond what is required
  --lighthouse sample|all|none   performance by Lighthouse: a sample, all pages, none (none)
  --concurrency N         pages at the same time (2; on localhost and private networks two a core)
  --rate N                pages a second on one site (1; on localhost and private networks no limit)
  --page-timeout MS       time for one page at the most (120000)
  --no-pictures           no pictures of the elements

Report
  --out FOLDER            where to write it (rampa-report)
  --format LIST           html,json,csv,xlsx,earl,sarif,junit,md,pdf (html,json)
  --lang it|en            language of the report and of the terminal (it)
  --baseline report.json  compare with an earlier audit
  --fail-on any|new|none  when to exit with status 1: on any problem, on new ones, never
                          (any; with --baseline: new)
  --quiet, --verbose      fewer lines, more lines

Exit status
  0  nothing to report at the chosen threshold
  1  there are problems
  2  the audit could not run or read no page: a sentence says why

Examples
  rampa audit https://www.comune.esempio.it/ --lang en
  rampa audit https://www.comune.esempio.it/ --max-pages 50 --format html,xlsx,pdf
  rampa audit https://www.comune.esempio.it/servizi --scope page
  rampa audit https://www.comune.esempio.it/ --baseline rampa-report/report.json --fail-on new
`,
}
