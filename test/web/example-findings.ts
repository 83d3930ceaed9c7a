import type {
  CheckResult,
  Decision,
  Finding,
  FindingDetail,
  FindingEvent,
  FindingFacets,
  Me,
  Occurrence,
  PageDetail,
  ToJudgeItem,
} from '../../api/app.ts'
import { administrator, finding as base, id, site } from './example-data.ts'

/** Examples of findings and of what is done with them; one title and one snippet are hostile. */

const AT = '2026-11-20T09:30:00.000Z'
const PICTURE = `/api/pictures/${id(300)}`
/** What an audited page may hold. If any of it ran, `window.__hacked` would be there. */
const HOSTILE = `<img src=x onerror="window.__hacked=1"><script>window.__hacked=1</script>`
export const HOSTILE_PAGE = `Avvisi ${HOSTILE}`

export const supplierGuest: Me = {
  ...administrator,
  kind: 'guest',
  person: null,
  organisations: [],
  roles: [],
  offices: [],
  supplier: 'Fornitore di esempio',
  can: { 'finding.read': 'own' },
}

const place = (n: number, more: Partial<Occurrence> = {}): Occurrence => ({
  id: id(200 + n),
  key: `f1:${n}`,
  page: {
    id: id(50 + n),
    url: `https://www.comune.esempio.it/novita/avvisi-del-comune/pagina-${n}`,
    title: n === 1 ? HOSTILE_PAGE : `Avvisi del Comune, pagina ${n}`,
  },
  state: 'default',
  status: 'present',
  html: `<img src="festa-${n}.jpg"> ${HOSTILE}`,
  message: 'L’immagine non ha l’attributo `alt`.',
  where: 'seconda immagine sotto il titolo «Festa di San Martino»',
  target: ['#contenuto > img'],
  data: { ratio: 2.1 },
  box: { x: 120, y: 340 * n, width: 400, height: 240 },
  pictureUrl: PICTURE,
  editUrl: `https://cms.comune.esempio.it/edit?slug=pagina-${n}`,
  answer: null,
  ...more,
})

export const places: readonly Occurrence[] = [
  place(1),
  place(2, { status: 'fixed' }),
  place(3, { editUrl: null, pictureUrl: null, state: 'reflow' }),
]

export const findings: readonly Finding[] = [
  { ...base, pictureUrl: PICTURE },
  {
    ...base,
    id: id(31),
    rule: 'color-contrast',
    impact: 'serious',
    owner: 'template',
    status: 'assigned',
    wcag: ['1.4.3'],
    title: 'Il testo ha poco contrasto con lo sfondo',
    pageCount: 198,
    isNew: false,
    assigned: { person: null, office: { id: id(4), name: 'Ufficio comunicazione' }, supplier: null },
    dueOn: '2026-12-20',
  },
  {
    ...base,
    id: id(32),
    rule: 'link-name',
    impact: 'moderate',
    owner: 'third-party',
    status: 'claimed-fixed',
    wcag: ['2.4.4', '4.1.2'],
    title: `Il link ${HOSTILE} non ha un nome`,
    pageCount: 1,
    occurrenceCount: 1,
    isNew: false,
    reappearedCount: 2,
  },
]

export const facets: FindingFacets = {
  total: 57,
  status: { open: 40, assigned: 12, 'claimed-fixed': 3, 'not-verified': 2, 'verified-fixed': 41, decided: 6 },
  owner: { editorial: 30, template: 19, 'third-party': 6, unknown: 2 },
  impact: { critical: 4, serious: 21, moderate: 24, minor: 8 },
  criterion: { '1.1.1': 12, '1.4.3': 20, '1.4.10': 3, '2.4.4': 9 },
  rule: findings.map(({ rule, title }, index) => ({ rule, title, count: 20 - index })),
}

const event = (n: number, kind: string, more: Partial<FindingEvent> = {}): FindingEvent => ({
  id: String(n),
  kind,
  from: null,
  to: null,
  by: null,
  auditId: null,
  data: {},
  at: AT,
  ...more,
})

export const oldDecision: Decision = {
  id: id(400),
  scope: 'component',
  occurrenceKey: null,
  verdict: 'accepted',
  reason: 'will-be-replaced',
  note: `Arriva il nuovo modello. ${HOSTILE}`,
  by: 'Nome Cognome',
  expiresOn: '2026-06-30',
  createdAt: '2026-03-01T09:00:00.000Z',
  ended: 'expired',
}

export const detail: FindingDetail = {
  ...base,
  pictureUrl: PICTURE,
  help: 'Chi non vede l’immagine non sa che c’è, oppure sente il nome del file letto lettera per lettera.',
  howToFix:
    'Apri l’immagine nella libreria e scrivi nel campo `alt` ciò che mostra; lascialo vuoto solo se è decorazione.',
  helpUrl: 'https://www.w3.org/WAI/WCAG22/Understanding/non-text-content.html',
  lesson: '',
  ownerReason: 'Si trova nel testo della pagina.',
  priorityFormula: 'critico 1 × 38 pagine su 212',
  en301549: ['9.1.1.1'],
  obligation: 'current',
  act: ['23a2a8'],
  witnesses: ['axe:image-alt', 'rampa:image-alt-quality'],
  occurrences: [...places],
  decisions: [oldDecision],
  comments: [{ id: id(500), by: 'Redazione di prova', body: `Ci penso io.\n${HOSTILE}`, at: AT }],
  practice: null,
  events: [
    event(4, 'commented', { by: 'Redazione di prova' }),
    event(3, 'expired'),
    event(2, 'decided', { by: 'Nome Cognome', data: { verdict: 'accepted' } }),
    event(1, 'appeared'),
  ],
  can: { assign: true, claim: true, decide: true, comment: true, recheck: true, answer: true },
}

export const pageDetail: PageDetail = {
  id: id(51),
  siteId: site.id,
  siteName: site.name,
  url: 'https://www.comune.esempio.it/novita/avvisi-del-comune/pagina-1',
  title: HOSTILE_PAGE,
  template: 't1',
  office: { id: id(4), name: 'Ufficio comunicazione' },
  editUrl: 'https://cms.comune.esempio.it/edit?slug=pagina-1',
  lastSeenAt: AT,
  snapshot: { url: PICTURE, width: 1280, height: 1600 },
  findings: findings.slice(0, 2).map((one, index) => ({
    ...one,
    occurrences: index === 0 ? [place(1), place(2)] : [place(3, { box: null })],
  })),
}

export const questions: readonly ToJudgeItem[] = [1, 2, 3].map((n) => ({
  occurrence: { ...place(n), message: 'Il testo alternativo è «IMG_0042».' },
  finding: {
    id: id(40),
    title: 'Il testo alternativo somiglia al nome di un file',
    rule: 'image-alt-quality',
    help: 'Chi non vede l’immagine sente solo questo testo.',
    wcag: ['1.1.1'],
  },
  question: `Domanda ${n}: chi non vede l’immagine perde qualcosa, leggendo solo questo testo?`,
}))

export const checkResult: CheckResult = {
  findings: findings.map(({ rule, title, impact, wcag }, index) => ({
    rule,
    title,
    impact,
    outcome: index === 1 ? 'cantTell' : 'failed',
    wcag,
    help: detail.help,
    howToFix: detail.howToFix,
    occurrences: [{ html: HOSTILE, message: 'È questo l’elemento.', where: 'prima immagine' }],
  })),
  note: 'Una macchina vede solo una parte dei problemi. Rileggi anche tu: il testo è chiaro?',
}
