/** People out of a file. */
export const peopleImportIt = {
  title: 'Importa persone da un file',
  lead: 'Prima guardi che cosa c’è nel file, riga per riga. Niente viene scritto finché non confermi.',
  columns:
    'Servono solo quattro colonne: nome, e-mail, ruolo, ufficio. Ruolo e ufficio possono restare vuoti: senza ruolo la persona è dipendente. Non mettere altri dati personali.',
  template: 'modello da compilare',
  file: 'File CSV',
  fileHint:
    'Separato da punto e virgola o da virgola, come lo salva il tuo foglio di calcolo. Al massimo 500 kB e 1000 righe.',
  look: 'Guarda che cosa c’è',
  noFile: 'Scegli prima un file.',
  tooLarge: 'Il file supera 500 kB. Dividilo in parti e importale una alla volta.',
  looked: 'Ecco che cosa c’è nel file. Non è ancora stato scritto niente.',
  preview: 'Anteprima',
  faults: (count: number) => (count === 1 ? 'Un errore da correggere' : `${count} errori da correggere`),
  rows: (count: number) => (count === 1 ? 'Una riga' : `${count} righe`),
  line: 'Riga',
  wholeFile: 'tutto il file',
  column: 'Colonna',
  expected: 'Che cosa ci vuole',
  name: 'Nome',
  email: 'E-mail',
  role: 'Ruolo',
  employee: 'dipendente',
  office: 'Ufficio',
  state: 'Che cosa succede',
  states: {
    new: (_line: number) => 'si aggiunge',
    present: (_line: number) => 'c’è già: resta com’è',
    faulty: (line: number) => `resta fuori: vedi gli errori della riga ${line}`,
  },
  nothing: 'Non c’è nessuna persona nuova da importare.',
  sends: 'Manda a ciascuno un invito per e-mail',
  sendsHint:
    'Senza invito le persone entrano quando vogliono, con il loro indirizzo. Chi usa già Rampa in un altro ente riceve comunque un invito: deve accettarlo.',
  bring: (count: number) => (count === 1 ? 'Importa una persona' : `Importa ${count} persone`),
  done: (added: number, invited: number, present: number) =>
    `Fatto. Aggiunte: ${added}. Invitate: ${invited}. C’erano già: ${present}.`,
}
