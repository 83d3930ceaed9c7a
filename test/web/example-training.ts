import type { Assignable, Learner, Training, TrainingList, TrainingPeople } from '../../api/app.ts'
import { AT, id } from './example-data.ts'

/** What the screens of assigned training show. */
const lesson = {
  id: 'testi-alternativi/informa',
  title: 'Immagini che informano',
  path: '/corsi/testi-alternativi/informa',
}
const course = { id: 'testi-alternativi', title: 'Immagini', path: '/corsi/testi-alternativi' }
const office = { id: id(6), name: 'Anagrafe' }

const byOffice: Training = {
  id: id(90),
  content: lesson,
  role: 'editor',
  office,
  person: null,
  findingId: null,
  dueOn: '2026-12-20',
  note: 'Serve per le pagine dei tributi.',
  assignedBy: 'Nome Cognome',
  createdAt: AT,
  people: 7,
  done: 2,
  begun: 3,
  isMine: true,
}
const byPerson: Training = {
  ...byOffice,
  id: id(91),
  content: course,
  role: null,
  office: null,
  person: { id: id(5), name: 'Redazione di prova' },
  dueOn: null,
  note: '',
  assignedBy: null,
  people: 1,
  done: null,
  begun: null,
  isMine: false,
}

export const trainings: TrainingList = { items: [byOffice, byPerson], seesPeople: true }
export const noTrainings: TrainingList = { items: [], seesPeople: true }
export const assignable: Assignable = {
  courses: [{ ...course, lessons: [lesson] }],
  offices: [office],
  roles: ['editor', 'employee'],
}
const learner: Omit<Learner, 'id' | 'name'> = {
  state: 'begun',
  doneAt: null,
  done: 1,
  all: 4,
  needsHelp: null,
  stuckIn: null,
  reminders: [],
}
export const trainingPeople: TrainingPeople = {
  training: byOffice,
  items: [
    {
      ...learner,
      id: id(1),
      name: 'Nome Cognome',
      state: 'done',
      doneAt: AT,
      done: 4,
      needsHelp: null,
      stuckIn: null,
    },
    {
      ...learner,
      id: id(5),
      name: 'Redazione di prova',
      needsHelp: 'stuck',
      stuckIn: 'Sai scrivere il testo alternativo',
      reminders: [{ kind: 'week', at: AT }],
    },
    {
      ...learner,
      id: id(7),
      name: 'Sportello di prova',
      state: 'not-begun',
      done: 0,
      needsHelp: 'late',
      stuckIn: null,
    },
  ],
}
