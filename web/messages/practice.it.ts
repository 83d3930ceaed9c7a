/** While an exercise is done: what is asked, and what of it is done by now. */
export const practiceIt = {
  title: (done: number, all: number) => `Che cosa è fatto: ${done} su ${all}`,
  count: (done: number, all: number) => `Fatto ${done} su ${all}.`,
  done: 'Fatto:',
  missing: 'Manca:',
  still: 'Il controllo mentre scrivi si è fermato. Premi «Controlla» quando vuoi: quello funziona.',
  byServer: 'Il tuo browser non ha risposto in tempo: questa volta ha guardato la pagina il server di Rampa.',
  facts: 'Tutte le notizie del testo di partenza',
  checkNames: {
    alt: 'Testo alternativo',
    axe: 'Niente ostacoli nella pagina',
    text: 'Il testo',
    headings: 'I titoli, in ordine',
    table: 'La tabella',
    list: 'L’elenco',
    name: 'Il nome che si sente',
    tabOrder: 'L’ordine del tasto Tab',
    contrast: 'Il contrasto',
    readability: 'Un testo facile da leggere',
    unchanged: 'Il resto della pagina com’era',
    dom: 'Il contenuto',
  },
}
