import type {
  Coverage,
  CriteriaTable,
  HistoryPoint,
  LinkedFile,
  PageItem,
  Schedule,
  Template,
} from '../../api/app.ts'
import { AT, concluded, id, site } from './example-data.ts'

/** What is known of one site, for the tabs of its screen. */

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
