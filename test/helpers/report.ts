import { type Finding, MAX_OCCURRENCES, type Occurrence, type Report } from '../../scanner/reports/report.ts'

/** What an audited page may hold to harm whoever reads the report. */
export const HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'
export const FORMULA = "=cmd|' /C calc'!A0"

export function occurrence(change: Partial<Occurrence> = {}): Occurrence {
  return {
    key: 'f1:0001',
    voidDigest: 'v1',
    page: 'p1',
    state: 'default',
    target: ['#contenuto > img'],
    html: `<img src="castello.jpg"> ${HOSTILE}`,
    message: 'È questo l’elemento da correggere.',
    where: 'prima immagine sotto il titolo «Il castello»',
    box: { x: 10, y: 20, width: 300, height: 200 },
    data: { ratio: 2.1 },
    match: {
      tag: 'img',
      text: '',
      classes: [],
      ancestors: ['main'],
      precedingHeading: 'il castello',
      decisive: 'castello',
    },
    ...change,
  }
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    key: 'c1:0001',
    rule: 'axe-image-alt',
    family: 'image-alt',
    engine: 'axe',
    witnesses: ['axe:axe-image-alt'],
    outcome: 'failed',
    level: 'A',
    wcag: ['1.1.1'],
    en301549: ['9.1.1.1'],
    obligation: 'current',
    act: ['23a2a8'],
    impact: 'critical',
    owner: 'editorial',
    ownerReason: 'Si trova nel testo della pagina.',
    priority: 0.8,
    priorityFormula: 'critico 1 × 1 pagina su 2',
    title: 'Un’immagine non ha alternativa testuale',
    help: 'Chi non vede l’immagine non sa che cosa mostra.',
    howToFix: 'Compila il campo `alt`.',
    helpUrl: 'https://dequeuniversity.com/rules/axe/4.14/image-alt',
    lesson: '',
    pageCount: 1,
    occurrenceCount: 1,
    occurrences: [occurrence()],
    moreOccurrences: [],
    ...change,
  }
}

const page = (id: string, path: string, title: string): Report['pages'][number] => ({
  id,
  url: `https://www.comune.esempio.it${path}`,
  finalUrl: `https://www.comune.esempio.it${path}`,
  status: 200,
  outcome: 'ok',
  title,
  lang: 'it',
  template: 't1',
  depth: path === '/' ? 0 : 1,
  inSitemap: true,
  foundOn: path === '/' ? null : 'https://www.comune.esempio.it/',
  chain: [{ url: `https://www.comune.esempio.it${path}`, status: 200 }],
  aliases: [],
  timingsMs: { load: 100, settle: 50, collect: 200, axe: 300, rules: 5 },
})

const FINDINGS: readonly Finding[] = [
  finding(),
  finding({
    key: 'c1:0002',
    rule: 'focus-visible',
    family: 'focus-visible',
    engine: 'rampa',
    witnesses: ['rampa:focus-visible'],
    wcag: ['2.4.7'],
    en301549: ['9.2.4.7'],
    level: 'AA',
    act: [],
    impact: 'serious',
    owner: 'template',
    priority: 0.7,
    title: FORMULA,
    pageCount: 2,
    occurrenceCount: 2,
    occurrences: [occurrence({ key: 'f1:0002', state: 'focus', change: 'new' })],
    moreOccurrences: [{ page: 'p2', state: 'focus', key: 'f1:0003' }],
    change: 'new',
  }),
  finding({
    key: 'c1:0003',
    outcome: 'cantTell',
    priority: 0.2,
    title: 'Contrasto da giudicare',
    occurrences: [occurrence({ key: 'f1:0004' })],
  }),
  finding({
    key: 'c1:0004',
    outcome: 'unstable',
    priority: 0.1,
    helpUrl: 'javascript:alert(3)',
    occurrences: [occurrence({ key: 'f1:0005', page: 'p2' })],
  }),
]

/** A report of two pages with everything in it that a report may have. */
export function report(change: Partial<Report> = {}): Report {
  return {
    schemaVersion: '1.0',
    lang: 'it',
    tool: { name: 'rampa', version: '0.1.0', engines: { 'axe-core': '4.14.1', chromium: 'Chrome/153' } },
    scan: {
      startUrl: 'https://www.comune.esempio.it/',
      host: 'www.comune.esempio.it',
      standard: 'EN 301 549 V3.2.1',
      level: 'AA',
      startedAt: '2026-11-23T08:00:00.000Z',
      finishedAt: '2026-11-23T08:10:00.000Z',
      configHash: 'abc',
      ended: 'complete',
      coverage: { discovered: 4, selected: 3, audited: 2, notAudited: { 'http-error': 1, 'linked-file': 1 } },
      robots: 'honoured',
      consent: 'rejected',
      sandbox: true,
      notes: [],
    },
    pages: [page('p1', '/', `Comune di Esempio ${HOSTILE}`), page('p2', '/servizi', 'Servizi')],
    notAudited: [
      {
        url: 'https://www.comune.esempio.it/manca',
        cause: 'http-error',
        reason: 'Il server risponde con un errore.',
        remedy: 'Togli i collegamenti.',
        detail: 'HTTP 404',
        foundOn: null,
      },
      {
        url: 'javascript:alert(4)',
        cause: 'linked-file',
        reason: 'È un file.',
        remedy: 'Guarda l’elenco.',
        detail: '',
        foundOn: null,
      },
    ],
    findings: FINDINGS,
    criteria: [
      {
        sc: '1.1.1',
        title: 'Contenuti non testuali',
        level: 'A',
        en301549: '9.1.1.1',
        obligation: 'current',
        status: 'fails',
        failedPages: 1,
        toJudgePages: 0,
        passedPages: 1,
        automation: 'partial',
        findings: ['c1:0001'],
      },
      {
        sc: '1.2.1',
        title: 'Solo audio e solo video',
        level: 'A',
        en301549: '9.1.2.1',
        obligation: 'current',
        status: 'not-checked',
        failedPages: 0,
        toJudgePages: 0,
        passedPages: 0,
        automation: 'none',
        findings: [],
      },
    ],
    conformance: {
      standard: 'EN 301 549 V3.2.1',
      satisfied: 0,
      failed: 1,
      undecided: 1,
      notApplicable: 0,
      status: 'undecided',
      explanation: 'Il sito non può dirsi conforme.',
    },
    documents: [
      {
        url: 'https://www.comune.esempio.it/a.pdf',
        type: 'pdf',
        mediaType: 'application/pdf',
        sizeBytes: 1234,
        modifiedAt: '2026-01-02T00:00:00.000Z',
        title: HOSTILE,
        status: 200,
        digest: 'd',
        pages: ['p1', 'p2'],
        problem: '',
      },
    ],
    lighthouse: [
      {
        page: 'p1',
        url: 'https://www.comune.esempio.it/',
        scores: { performance: 0.9, seo: null },
        metrics: { speedIndexMs: 1200 },
        audits: [],
        problem: '',
      },
    ],
    sitemap: {
      found: ['https://www.comune.esempio.it/sitemap.xml'],
      problems: [],
      notLinked: [],
      notListed: ['https://www.comune.esempio.it/servizi'],
    },
    comparison: {
      baselineStartedAt: '2026-10-01T08:00:00.000Z',
      new: 1,
      stillThere: 1,
      fixed: [
        {
          key: 'f1:0009',
          rule: 'axe-list',
          title: 'Elenco rotto',
          pageUrl: 'https://www.comune.esempio.it/',
          html: '<ul>',
        },
      ],
      notVerified: [
        {
          key: 'f1:0010',
          rule: 'axe-list',
          title: 'Elenco rotto',
          pageUrl: 'https://www.comune.esempio.it/x',
          html: '<ul>',
          reason: 'pagina non visitata',
        },
      ],
    },
    summary: {
      issues: 2,
      occurrences: 3,
      pagesWithIssues: 2,
      toJudge: 1,
      unstable: 1,
      byImpact: { critical: 1, serious: 1, moderate: 0, minor: 0 },
      byOwner: { editorial: 1, template: 1, 'third-party': 0, unknown: 0 },
      fixFirst: ['c1:0001', 'c1:0002'],
    },
    ...change,
  }
}

/** A site of 1,000 pages where everything is long: what a file that goes by mail has to bear. */
export function largeReport(): Report {
  const base = report()
  const address = 'https://www.comune.esempio.it/amministrazione/uffici/documento'
  const pages = Array.from({ length: 1_000 }, (_, at) => ({
    ...page(`p${at}`, `/amministrazione/uffici/documento/${at}`, `Ufficio tributi, avviso ${at}`),
  }))
  const idAt = (at: number) => pages[at % pages.length]?.id ?? ''
  const findings = Array.from({ length: 3_000 }, (_, at) => {
    const places = at < 60 ? 800 : at < 600 ? 15 : 2
    return finding({
      key: `c1:${at}`,
      outcome: at % 10 === 9 ? 'cantTell' : 'failed',
      pageCount: places,
      occurrenceCount: places,
      occurrences: Array.from({ length: Math.min(places, MAX_OCCURRENCES) }, (_, place) =>
        occurrence({
          key: `f1:${at}-${place}`,
          page: idAt(at * 7 + place),
          html: `<div ${'class="card" '.repeat(22)}>`,
          picture: `pictures/${at}.jpg`,
        }),
      ),
      moreOccurrences: Array.from({ length: Math.max(0, places - MAX_OCCURRENCES) }, (_, place) => ({
        page: idAt(at * 7 + MAX_OCCURRENCES + place),
        state: 'default' as const,
        key: `f1:${at}+${place}`,
      })),
    })
  })
  const rows = <Row>(of: (at: number) => Row) => Array.from({ length: 3_000 }, (_, at) => of(at))
  return report({
    pages,
    findings,
    notAudited: rows((at) => ({
      url: `${address}/non-controllato/${at}`,
      cause: 'http-error',
      reason: 'Il server risponde con un errore.',
      remedy: 'Se la pagina non esiste più, togli i collegamenti che vi portano.',
      detail: 'HTTP 404',
      foundOn: `${address}/${at}`,
    })),
    documents: base.documents.flatMap((file) =>
      rows((at) => ({ ...file, url: `${address}/${at}.pdf`, pages: [idAt(at), idAt(at + 1)] })),
    ),
    sitemap: {
      ...base.sitemap,
      found: [`${address}/sitemap.xml`],
      notLinked: rows((at) => `${address}/a/${at}`),
      notListed: rows((at) => `${address}/b/${at}`),
    },
  })
}
