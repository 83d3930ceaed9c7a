import type { Audit, Finding, FirstFault, Home, Me, Site } from '../../api/app.ts'

/** One example of each thing that the screens show; each has the type of the API's own answer. */

export const AT = '2026-11-20T09:30:00.000Z'
export const LATER = '2026-12-20T09:30:00.000Z'
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const administrator: Me = {
  kind: 'person',
  person: {
    id: id(1),
    name: 'Nome Cognome',
    email: 'nome.cognome@comune.esempio.it',
    lang: 'it',
    hasPassword: true,
    mailNotices: true,
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
    'training.assign': 'all',
    'training.people': 'all',
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

export const firstFaults: readonly FirstFault[] = [
  { rule: 'axe-image-alt', title: finding.title, impact: 'critical', places: 31, pages: 12 },
  { rule: 'axe-link-name', title: 'Un link non ha un nome', impact: 'serious', places: 1, pages: 1 },
]

export const emptyHome: Home = {
  ...home,
  newFindings: [],
  verifiedFixed: [],
  suggestion: { kind: 'add-site', finding: null, siteId: null, pagesHealed: 0 },
  sites: [],
  counts: { open: 0, mine: 0, toJudge: 0, claimedFixed: 0, overdue: 0 },
  alerts: [],
}

export const findingList = findings
