import type { Text } from './rules/rule.ts'

/**
 * Every way an address can end without being audited. The list is closed: each discovered address is either
 * audited or has exactly one of these causes, with a sentence for people and what to do about it.
 */
interface Cause {
  readonly isRetryable: boolean
  readonly reason: Text
  readonly remedy: Text
}

const cause = (
  isRetryable: boolean,
  itReason: string,
  itRemedy: string,
  enReason: string,
  enRemedy: string,
): Cause => ({
  isRetryable,
  reason: { it: itReason, en: enReason },
  remedy: { it: itRemedy, en: enRemedy },
})

export const CAUSES = {
  'bad-url': cause(
    false,
    'Non è un indirizzo web.',
    'Controlla il collegamento: deve cominciare con http:// o https://.',
    'This is not a web address.',
    'Check the link: it must start with http:// or https://.',
  ),
  'out-of-scope': cause(
    false,
    'La pagina porta fuori dal sito scelto.',
    'Se fa parte del sito, avvia un controllo anche da lì.',
    'The page leads outside the chosen site.',
    'If it belongs to the site, start an audit from there too.',
  ),
  excluded: cause(
    false,
    'Esclusa dalle regole date con --include o --exclude.',
    'Cambia le regole se la pagina va controllata.',
    'Left out by the --include or --exclude rules.',
    'Change the rules if the page should be audited.',
  ),
  'action-link': cause(
    false,
    'Aprire questo indirizzo può fare qualcosa (uscire, cancellare, mettere nel carrello): Rampa non lo apre.',
    'Nessuna azione. Se è una pagina da leggere, controllala a mano.',
    'Opening this address may do something (sign out, delete, fill a cart): Rampa does not open it.',
    'Nothing to do. If it is a page to be read, check it by hand.',
  ),
  'page-copy': cause(
    false,
    'È un’altra forma di una pagina del sito (per la stampa, il calendario, la condivisione, un feed).',
    'Nessuna azione: si controlla la pagina da cui deriva.',
    'It is another form of a page of the site (for printing, a calendar, sharing, a feed).',
    'Nothing to do: the page it is made from is audited.',
  ),
  robots: cause(
    false,
    'Il file robots.txt del sito chiede di non visitarla.',
    'Chi gestisce il sito può autorizzare Rampa in robots.txt oppure usare --ignore-robots.',
    'The site’s robots.txt asks not to visit it.',
    'The site’s owner can allow Rampa in robots.txt or use --ignore-robots.',
  ),
  trap: cause(
    false,
    'L’indirizzo fa parte di una serie senza fine (calendari, filtri, percorsi che si ripetono).',
    'Nessuna azione, se la serie è voluta. Altrimenti correggi i collegamenti relativi che la generano.',
    'The address belongs to an endless series (calendars, filters, repeating paths).',
    'Nothing to do if the series is intended. Otherwise mend the relative links that create it.',
  ),
  duplicate: cause(
    false,
    'È la stessa pagina di un altro indirizzo già controllato.',
    'Nessuna azione: i risultati sono sotto l’altro indirizzo.',
    'It is the same page as another address that was audited.',
    'Nothing to do: the results are under the other address.',
  ),
  'not-sampled': cause(
    false,
    'Il limite di pagine lascia fuori questa pagina dal campione.',
    'Alza --max-pages per controllarla.',
    'The page limit leaves it out of the sample.',
    'Raise --max-pages to audit it.',
  ),
  'discovery-limit': cause(
    false,
    'Trovata dopo il limite di indirizzi che il controllo esplora.',
    'Alza --max-discovered, oppure controlla il sito una sezione alla volta.',
    'Found after the limit of addresses that the audit explores.',
    'Raise --max-discovered, or audit the site section by section.',
  ),
  interrupted: cause(
    true,
    'Il controllo è stato fermato prima di arrivarci.',
    'Ripeti il controllo e lascialo finire.',
    'The audit was stopped before reaching it.',
    'Run the audit again and let it finish.',
  ),
  'redirected-out': cause(
    false,
    'La pagina rimanda a un altro sito.',
    'Aggiorna il collegamento, oppure avvia un controllo anche su quel sito.',
    'The page redirects to another site.',
    'Update the link, or start an audit of that site too.',
  ),
  'redirect-loop': cause(
    false,
    'La pagina rimanda a sé stessa senza fine.',
    'Chi gestisce il server deve correggere i rinvii.',
    'The page redirects to itself without end.',
    'Whoever runs the server must mend the redirects.',
  ),
  'navigated-away': cause(
    true,
    'La pagina si sposta da sola su un altro indirizzo mentre la si legge.',
    'Togli lo spostamento automatico: chi legge lentamente non ce la fa.',
    'The page moves to another address by itself while it is being read.',
    'Remove the automatic move: slow readers cannot keep up.',
  ),
  'http-error': cause(
    false,
    'Il server risponde con un errore.',
    'Se la pagina non esiste più, togli i collegamenti che vi portano.',
    'The server answers with an error.',
    'If the page no longer exists, remove the links to it.',
  ),
  'server-error': cause(
    true,
    'Il server ha un guasto su questa pagina.',
    'Segnala il guasto a chi gestisce il sito e ripeti il controllo.',
    'The server fails on this page.',
    'Tell whoever runs the site, then run the audit again.',
  ),
  'soft-404': cause(
    false,
    'Il server dice che va tutto bene, ma la pagina è quella di errore.',
    'Togli il collegamento; il server dovrebbe rispondere 404.',
    'The server says all is well, but this is the error page.',
    'Remove the link; the server should answer 404.',
  ),
  blocked: cause(
    true,
    'Il sito ha risposto con un blocco per i visitatori automatici.',
    'Chiedi a chi gestisce il firewall di ammettere Rampa, poi ripeti il controllo.',
    'The site answered with a block for automatic visitors.',
    'Ask whoever runs the firewall to allow Rampa, then run the audit again.',
  ),
  'rate-limited': cause(
    true,
    'Il sito chiede di rallentare.',
    'Ripeti il controllo in un’ora tranquilla o con --concurrency 1.',
    'The site asks to slow down.',
    'Run the audit at a quiet hour or with --concurrency 1.',
  ),
  'host-resting': cause(
    true,
    'Troppi errori di fila: Rampa ha smesso di chiedere pagine a questo sito.',
    'Controlla che il sito funzioni e ripeti il controllo.',
    'Too many errors in a row: Rampa stopped asking this site for pages.',
    'Check that the site works and run the audit again.',
  ),
  'login-needed': cause(
    false,
    'La pagina chiede di entrare con un account.',
    'Rampa non entra nelle aree riservate: controllala a mano.',
    'The page asks to sign in.',
    'Rampa does not enter private areas: check it by hand.',
  ),
  timeout: cause(
    true,
    'La pagina non ha risposto in tempo.',
    'Prova ad aprirla: se è lenta anche per te, lo è per i cittadini.',
    'The page did not answer in time.',
    'Try opening it: if it is slow for you, it is slow for citizens.',
  ),
  dns: cause(
    false,
    'Il nome del sito non esiste.',
    'Controlla come è scritto il nome.',
    'The site’s name does not exist.',
    'Check how the name is spelt.',
  ),
  connection: cause(
    true,
    'Il server non accetta la connessione.',
    'Controlla che il sito sia acceso e raggiungibile da qui.',
    'The server does not accept the connection.',
    'Check that the site is up and can be reached from here.',
  ),
  tls: cause(
    false,
    'Il certificato di sicurezza del sito non è valido.',
    'Chi gestisce il server deve rinnovarlo o installarlo intero.',
    'The site’s security certificate is not valid.',
    'Whoever runs the server must renew it or install the whole chain.',
  ),
  'private-network': cause(
    false,
    'L’indirizzo è su una rete privata, che Rampa non visita.',
    'Se il sito è tuo, ripeti con --allow-private.',
    'The address is on a private network, which Rampa does not visit.',
    'If the site is yours, repeat with --allow-private.',
  ),
  'not-html': cause(
    false,
    'Non è una pagina web.',
    'Se è un documento, lo trovi nell’elenco dei file collegati.',
    'It is not a web page.',
    'If it is a document, it is in the list of linked files.',
  ),
  'linked-file': cause(
    false,
    'È un file da scaricare, non una pagina.',
    'Lo trovi nell’elenco dei file collegati.',
    'It is a file to download, not a page.',
    'It is in the list of linked files.',
  ),
  'page-froze': cause(
    true,
    'La pagina ha bloccato il browser.',
    'Uno script della pagina lavora senza fine: segnalalo a chi l’ha fatta.',
    'The page froze the browser.',
    'A script of the page works without end: tell whoever made it.',
  ),
  'page-crashed': cause(
    true,
    'La pagina ha fatto cadere il browser.',
    'Ripeti il controllo; se succede ancora, la pagina usa troppa memoria.',
    'The page crashed the browser.',
    'Run the audit again; if it happens again, the page uses too much memory.',
  ),
  'engine-failed': cause(
    true,
    'Rampa non è riuscita a leggere la pagina.',
    'È un difetto di Rampa o della pagina: ripeti il controllo e, se resta, segnalalo.',
    'Rampa could not read the page.',
    'A fault of Rampa or of the page: run the audit again and report it if it stays.',
  ),
} as const satisfies Record<string, Cause>

export type CauseCode = keyof typeof CAUSES

/** A visit that did not end in evidence. It is a result, shown in the report, never an exception. */
export interface Failure {
  readonly code: CauseCode
  /** HTTP status, network error, target of the redirect…; for people, may be ''. */
  readonly detail: string
  /** Seconds the server asked to wait (Retry-After). */
  readonly retryAfterS?: number
}
