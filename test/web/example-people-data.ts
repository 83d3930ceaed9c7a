import type {
  ApiToken,
  GuestLink,
  Invitation,
  LogEntry,
  Mail,
  Office,
  Organisation,
  Person,
  Session,
} from '../../api/app.ts'
import { AT, id, LATER, site } from './example-data.ts'

/** What the profile and the administration show. */

export const people: readonly Person[] = [
  {
    id: id(1),
    name: 'Nome Cognome',
    email: 'nome.cognome@comune.esempio.it',
    roles: [{ role: 'administrator', office: null }],
    lastSeenAt: AT,
    createdAt: AT,
  },
  {
    id: id(5),
    name: 'Redazione di prova',
    email: 'redazione.con.un.nome.lungo@comune.esempio.it',
    roles: [
      { role: 'editor', office: { id: id(4), name: 'Ufficio comunicazione' } },
      { role: 'office-manager', office: { id: id(6), name: 'Anagrafe' } },
    ],
    lastSeenAt: null,
    createdAt: AT,
  },
]

export const invitations: readonly Invitation[] = [
  {
    id: id(60),
    email: 'nuova.persona@comune.esempio.it',
    role: 'editor',
    office: { id: id(6), name: 'Anagrafe' },
    expiresAt: LATER,
    acceptedAt: null,
    createdAt: AT,
  },
]

export const offices: readonly Office[] = [
  { id: id(4), name: 'Ufficio comunicazione', peopleCount: 3, siteCount: 1 },
  { id: id(6), name: 'Anagrafe', peopleCount: 1, siteCount: 0 },
]

export const tokens: readonly ApiToken[] = [
  {
    id: id(70),
    name: 'Cruscotto della transizione digitale',
    scopes: ['read', 'audit'],
    expiresAt: LATER,
    lastUsedAt: null,
    createdAt: AT,
  },
]

export const guestLinks: readonly GuestLink[] = [
  {
    id: id(80),
    supplier: 'Fornitore di esempio',
    expiresAt: LATER,
    createdAt: AT,
    createdBy: 'Nome Cognome',
  },
]

export const mails: readonly Mail[] = [
  {
    id: id(90),
    recipient: 'nuova.persona@comune.esempio.it',
    subject: 'Invito a usare Rampa',
    body: 'Ciao!\n\nApri https://rampa.esempio.it/invito/una-parola-segreta-lunga per entrare.',
    status: 'kept',
    error: '',
    createdAt: AT,
    sentAt: null,
  },
]

export const logEntries: readonly LogEntry[] = [
  {
    id: '1',
    action: 'site.added',
    person: 'Nome Cognome',
    subjectType: 'site',
    subjectId: site.id,
    data: { startUrl: site.startUrl },
    createdAt: AT,
  },
]

export const sessions: readonly Session[] = [
  { id: id(100), device: 'Firefox su Linux', isCurrent: true, createdAt: AT, lastUsedAt: AT },
  { id: id(101), device: 'Chrome su Android', isCurrent: false, createdAt: AT, lastUsedAt: AT },
]

export const organisation: Organisation = {
  id: id(2),
  name: 'Comune di Esempio',
  kind: 'municipality',
  ipaCode: 'c_x000',
}
