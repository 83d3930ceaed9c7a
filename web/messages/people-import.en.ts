import type { peopleImportIt } from './people-import.it.ts'

export const peopleImportEn: typeof peopleImportIt = {
  title: 'Import people from a file',
  lead: 'First you look at what is in the file, row by row. Nothing is written until you confirm.',
  columns:
    'Only four columns are needed: nome, e-mail, ruolo, ufficio (name, e-mail, role, office). Role and office may stay empty: without a role the person is an employee. Put in no other personal data.',
  template: 'template to fill in',
  file: 'CSV file',
  fileHint: 'Separated by semicolons or commas, as your spreadsheet saves it. At most 500 kB and 1,000 rows.',
  look: 'See what is in it',
  noFile: 'Choose a file first.',
  tooLarge: 'The file is larger than 500 kB. Divide it into parts and import one at a time.',
  looked: 'This is what the file holds. Nothing has been written yet.',
  preview: 'Preview',
  faults: (count) => (count === 1 ? 'One fault to correct' : `${count} faults to correct`),
  rows: (count) => (count === 1 ? 'One row' : `${count} rows`),
  line: 'Line',
  wholeFile: 'the whole file',
  column: 'Column',
  expected: 'What is expected',
  name: 'Name',
  email: 'E-mail',
  role: 'Role',
  employee: 'employee',
  office: 'Office',
  state: 'What happens',
  states: {
    new: () => 'is added',
    present: () => 'is here already: stays as is',
    faulty: (line) => `is left out: see the faults of line ${line}`,
  },
  nothing: 'There is nobody new to import.',
  sends: 'Send each of them an invitation by e-mail',
  sendsHint:
    'Without an invitation people come in when they like, with their address. Whoever uses Rampa in another organisation gets an invitation anyway: they have to accept it.',
  bring: (count) => (count === 1 ? 'Import one person' : `Import ${count} people`),
  done: (added, invited, present) => `Done. Added: ${added}. Invited: ${invited}. Here already: ${present}.`,
}
