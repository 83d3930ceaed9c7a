import type {
  ApiToken,
  Audit,
  Coverage,
  CriteriaTable,
  Finding,
  GuestLink,
  HistoryPoint,
  Home,
  Invitation,
  LinkedFile,
  LogEntry,
  Mail,
  Me,
  Office,
  Organisation,
  PageItem,
  Person,
  Schedule,
  Session,
  Site,
  Template,
} from '../../api/app.ts'

/** One example of each thing that the screens show; each has the type of the API's own answer. */

const AT = '2026-11-20T09:30:00.000Z'
const LATER = '2026-12-20T09:30:00.000Z'
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const administrator: Me = {
  kind: 'person',
  person: {
    id: id(1),
    name: 'Nome Cognome',
    email: 'nome.cognome@comune.esempio.it',
    lang: 'it',
    hasPassword: true,
  },
  organisation: { id: id(2), name: 'Comune di Esempio', kind: 'municipality' },
  organisations: [
    { id: id(2), name: 'Comune di Esempio' },
    { id: id(3), name: 'Unione dei Comuni di Esempio' },
  ],
  roles: ['administrator'],
  offices: [{ id: id(4), name: 'Ufficio comunicazione' }],
  supplier: null,
  can: {
    'site.read': 'all',
    'site.write': 'all',
    'audit.start': 'all',
    'audit.stop': 'all',
    'finding.read': 'all',
    'finding.assign': 'all',
    'finding.claim': 'all',
    'finding.decide': 'all',
    'finding.comment': 'all',
    'finding.answer': 'all',
    'finding.recheck': 'all',
    'check.run': 'all',
    'people.read': 'all',
    'people.write': 'all',
    'office.write': 'all',
    'token.write': 'all',
    'guest-link.write': 'all',
    'mail.read': 'all',
    'audit-log.read': 'all',
    'organisation.write': 'all',
  },
}

export const employee: Me = { ...administrator, roles: ['employee'], can: { 'check.run': 'all' } }

export const concluded: Audit = {
  id: id(20),
  siteId: id(10),
  status: 'concluded',
  trigger: 'person',
  startedBy: 'Nome Cognome',
  createdAt: AT,
  startedAt: AT,
  finishedAt: '2026-11-20T09:48:00.000Z',
  isStopping: false,
  done: 212,
  known: 212,
  findings: 57,
  problem: '',
  summary: {
    issues: 57,
    occurrences: 1204,
    pagesWithIssues: 198,
    toJudge: 23,
    audited: 212,
    discovered: 240,
    byImpact: { critical: 4, serious: 21, moderate: 24, minor: 8 },
    byOwner: { editorial: 30, template: 19, 'third-party': 6, unknown: 2 },
    newCount: 5,
    fixedCount: 12,
  },
}

export const running: Audit = {
  ...concluded,
  id: id(21),
  status: 'running',
  finishedAt: null,
  done: 34,
  known: 120,
  findings: 9,
  summary: null,
}

export const failed: Audit = {
  ...concluded,
  id: id(22),
  status: 'failed',
  findings: 0,
  done: 0,
  known: 0,
  problem: 'Il sito non risponde. Controlla che sia raggiungibile e riprova.',
  summary: null,
}

export const site: Site = {
  id: id(10),
  name: 'Sito istituzionale',
  startUrl: 'https://www.comune.esempio.it/',
  host: 'www.comune.esempio.it',
  office: { id: id(4), name: 'Ufficio comunicazione' },
  options: {
    maxPages: 500,
    include: [],
    exclude: ['/archivio/*'],
    level: 'AA',
    bestPractices: false,
    pictures: true,
  },
  editLinks: [{ pattern: '/novita/*', url: 'https://cms.comune.esempio.it/edit?slug={slug}' }],
  counts: {
    open: 57,
    assigned: 12,
    claimedFixed: 3,
    verifiedFixed: 41,
    decided: 6,
    toJudge: 23,
    notVerified: 2,
    pageRemoved: 1,
    isNew: 5,
    byImpact: { critical: 4, serious: 21, moderate: 24, minor: 8 },
    byOwner: { editorial: 30, template: 19, 'third-party': 6, unknown: 2 },
  },
  lastAudit: concluded,
  nextAuditAt: '2026-11-27T21:00:00.000Z',
  createdAt: AT,
}

export const otherSite: Site = {
  ...site,
  id: id(11),
  name: 'Sportello dei servizi online per cittadini e imprese',
  startUrl: 'https://servizi.comune.esempio.it/',
  host: 'servizi.comune.esempio.it',
  office: null,
  lastAudit: { ...running, siteId: id(11) },
  nextAuditAt: null,
}

export const finding: Finding = {
  id: id(30),
  siteId: site.id,
  siteName: site.name,
  rule: 'image-alt',
  outcome: 'failed',
  status: 'open',
  level: 'A',
  wcag: ['1.1.1'],
  impact: 'critical',
  owner: 'editorial',
  priority: 88,
  title: 'Alcune immagini non hanno un testo alternativo',
  pageCount: 38,
  occurrenceCount: 112,
  isNew: true,
  reappearedCount: 0,
  assigned: null,
  dueOn: null,
  firstSeenAt: AT,
  lastSeenAt: AT,
  verifiedAt: null,
  pictureUrl: null,
}

const findings: readonly Finding[] = [
  finding,
  {
    ...finding,
    id: id(31),
    rule: 'color-contrast',
    impact: 'serious',
    owner: 'template',
    title: 'Il testo ha poco contrasto con lo sfondo',
    pageCount: 198,
  },
  {
    ...finding,
    id: id(32),
    rule: 'link-name',
    impact: 'serious',
    owner: 'template',
    title: 'Alcuni link non hanno un nome',
    pageCount: 1,
  },
]

export const home: Home = {
  newFindings: [...findings],
  verifiedFixed: [{ ...finding, id: id(33), status: 'verified-fixed', title: 'Una pagina non aveva titolo' }],
  suggestion: { kind: 'fix', finding: findings[1] ?? finding, siteId: site.id, pagesHealed: 198 },
  sites: [
    {
      id: site.id,
      name: site.name,
      open: 57,
      toJudge: 23,
      trend: [96, 91, 92, 74, 69, 57].map((issues, month) => ({
        at: `2026-0${month + 4}-20T09:30:00.000Z`,
        issues,
      })),
      isRunning: false,
    },
    { id: otherSite.id, name: otherSite.name, open: 9, toJudge: 0, trend: [], isRunning: true },
  ],
  deadlines: [
    { kind: 'objectives', on: '2027-03-31', daysLeft: 128 },
    { kind: 'statement', on: '2027-09-23', daysLeft: 304 },
  ],
  counts: { open: 57, mine: 8, toJudge: 23, claimedFixed: 3, overdue: 1 },
  alerts: [{ kind: 'missed-audit', siteId: otherSite.id, siteName: otherSite.name, at: AT }],
}

export const findingList = findings

export const criteria: CriteriaTable = {
  auditId: concluded.id,
  conformance: {
    standard: 'EN 301 549 V3.2.1',
    status: 'parzialmente-conforme',
    explanation: 'Almeno un criterio non è superato, ma la maggior parte delle pagine si può usare.',
    satisfied: 21,
    failed: 9,
    undecided: 16,
    notApplicable: 4,
  },
  items: [
    {
      sc: '1.1.1',
      title: 'Contenuti non testuali',
      level: 'A',
      en301549: '9.1.1.1',
      obligation: 'current',
      status: 'fails',
      failedPages: 38,
      toJudgePages: 4,
      passedPages: 170,
    },
    {
      sc: '1.4.10',
      title: 'Ricalcolo del flusso',
      level: 'AA',
      en301549: '9.1.4.10',
      obligation: 'current',
      status: 'passes',
      failedPages: 0,
      toJudgePages: 0,
      passedPages: 212,
    },
    {
      sc: '1.3.3',
      title: 'Caratteristiche sensoriali',
      level: 'A',
      en301549: '9.1.3.3',
      obligation: 'current',
      status: 'not-checked',
      failedPages: 0,
      toJudgePages: 0,
      passedPages: 0,
    },
    {
      sc: '2.4.4',
      title: 'Scopo del collegamento (nel contesto)',
      level: 'A',
      en301549: '9.2.4.4',
      obligation: 'current',
      status: 'to-judge',
      failedPages: 0,
      toJudgePages: 19,
      passedPages: 0,
    },
    {
      sc: '2.5.8',
      title: 'Dimensione dell’obiettivo (minima)',
      level: 'AA',
      en301549: '9.2.5.8',
      obligation: 'next',
      status: 'not-applicable',
      failedPages: 0,
      toJudgePages: 0,
      passedPages: 0,
    },
  ],
}

export const coverage: Coverage = {
  auditId: concluded.id,
  discovered: 240,
  selected: 214,
  audited: 212,
  causes: [
    {
      cause: 'timeout',
      count: 2,
      reason: 'La pagina non ha finito di caricarsi in tempo.',
      remedy: 'Aprila in un browser: se è lenta anche lì, segnalalo a chi gestisce il sito.',
    },
  ],
  notAudited: [
    {
      url: 'https://www.comune.esempio.it/amministrazione-trasparente/bandi-di-gara-e-contratti/archivio',
      cause: 'timeout',
      reason: 'La pagina non ha finito di caricarsi in tempo.',
      remedy: 'Aprila in un browser: se è lenta anche lì, segnalalo a chi gestisce il sito.',
      detail: '30 s',
      foundOn: 'https://www.comune.esempio.it/amministrazione-trasparente',
    },
  ],
  sitemap: {
    found: ['https://www.comune.esempio.it/sitemap.xml'],
    notLinked: ['https://www.comune.esempio.it/vecchia-pagina'],
    notListed: [],
  },
}

export const history: readonly HistoryPoint[] = [96, 91, 92, 74, 69, 57].map((issues, index) => ({
  auditId: id(40 + index),
  finishedAt: `2026-0${index + 4}-20T09:30:00.000Z`,
  issues,
  toJudge: 30 - index,
  pages: 200 + index,
  newCount: 5,
  fixedCount: 12,
  isOtherTool: index === 2,
}))

const pageRef = { id: id(50), url: 'https://www.comune.esempio.it/novita/avvisi', title: 'Avvisi' }

export const templates: readonly Template[] = [
  { template: 't1', pageCount: 120, example: pageRef, openFindings: 21 },
  {
    template: 't2',
    pageCount: 1,
    example: { ...pageRef, id: id(51), title: 'Home', url: 'https://www.comune.esempio.it/' },
    openFindings: 4,
  },
]

export const files: readonly LinkedFile[] = [
  {
    url: 'https://www.comune.esempio.it/allegati/delibera-di-giunta-n-124-del-2026.pdf',
    type: 'pdf',
    title: 'Delibera di giunta n. 124',
    sizeBytes: 1_840_000,
    modifiedAt: '2026-05-04',
    problem: 'Il file non ha un titolo e non è etichettato.',
    pages: [pageRef, { ...pageRef, id: id(51) }, { ...pageRef, id: id(52) }, { ...pageRef, id: id(53) }],
  },
  {
    url: 'https://www.comune.esempio.it/allegati/modulo.docx',
    type: 'docx',
    title: '',
    sizeBytes: null,
    modifiedAt: null,
    problem: '',
    pages: [pageRef],
  },
]

export const pages: readonly PageItem[] = [
  {
    ...pageRef,
    siteId: site.id,
    template: 't1',
    office: { id: id(4), name: 'Ufficio comunicazione' },
    failed: 6,
    toJudge: 2,
    lastSeenAt: AT,
  },
  {
    id: id(51),
    url: 'https://www.comune.esempio.it/',
    title: '',
    siteId: site.id,
    template: 't2',
    office: null,
    failed: 0,
    toJudge: 0,
    lastSeenAt: AT,
  },
]

export const schedule: Schedule = {
  frequency: 'weekly',
  day: 5,
  hour: 22,
  quietFrom: 8,
  quietTo: 18,
  isActive: true,
  nextRunAt: '2026-11-27T21:00:00.000Z',
  lastRunAt: AT,
  missedAt: AT,
}

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
