import type { Evidence, EvidenceNode, Snapshot } from '../../../scanner/collect/evidence.ts'
import { pageKey } from '../../../scanner/crawl/url.ts'
import type { Proofs } from '../../../scanner/findings/compare.ts'
import type { GroupContext } from '../../../scanner/findings/group.ts'
import { groupFindings } from '../../../scanner/findings/group.ts'
import { toSightings } from '../../../scanner/findings/sightings.ts'
import { summarise } from '../../../scanner/findings/summary.ts'
import type { Report, ReportPage } from '../../../scanner/reports/report.ts'
import type { Outcome, RuleInfo } from '../../../scanner/rules/rule.ts'

const ROLES: Readonly<Record<string, string>> = {
  header: 'banner',
  footer: 'contentinfo',
  nav: 'navigation',
  main: 'main',
  aside: 'complementary',
  a: 'link',
  img: 'image',
  button: 'button',
  li: 'listitem',
  article: 'article',
}
const VOID = new Set(['img', 'input', 'br'])

/** Just enough of a browser for identity: elements, attributes, texts and implicit roles. */
function snapshotOf(html: string, state: Snapshot['state'] = 'default'): Snapshot {
  const nodes: (EvidenceNode & { children: number[] })[] = []
  const box = { x: 0, y: 0, width: 10, height: 10 }
  const add = (parent: number, part: Partial<EvidenceNode>) => {
    const index = nodes.length
    nodes.push({
      index,
      parent,
      kind: 'element',
      tag: '',
      attributes: {},
      text: '',
      backendId: index,
      box,
      lines: [],
      style: null,
      blendedBackground: null,
      paintOrder: 0,
      role: null,
      name: '',
      description: '',
      properties: {},
      hasValue: false,
      ...part,
      children: [],
    })
    nodes[parent]?.children.push(index)
    return index
  }
  const open = [add(-1, { kind: 'document' })]
  for (const [piece] of `<html><body>${html}</body></html>`.matchAll(/<[^>]+>|[^<]+/g)) {
    const parent = open.at(-1) ?? 0
    const tag = /^<\/?([a-z0-9-]+)/.exec(piece)?.[1] ?? ''
    if (tag === '') add(parent, { kind: 'text', text: piece })
    else if (piece.startsWith('</')) open.pop()
    else {
      const attributes = Object.fromEntries(
        [...piece.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]),
      )
      const role = /^h[1-6]$/.test(tag) ? 'heading' : (attributes.role ?? ROLES[tag] ?? 'generic')
      const name = attributes['aria-label'] ?? attributes.alt ?? ''
      const index = add(parent, { tag, attributes, role, name })
      if (!VOID.has(tag)) open.push(index)
    }
  }
  const size = { width: 1280, height: 800 }
  return { state, viewport: size, content: size, nodes }
}

export interface PageOf {
  readonly url: string
  readonly html: string
  readonly chain?: ReportPage['chain']
  readonly outcome?: ReportPage['outcome']
}

export const rule = (part: Partial<RuleInfo> & Pick<RuleInfo, 'id' | 'recipe'>): RuleInfo => ({
  engine: 'rampa',
  family: 'family',
  criteria: ['1.1.1'],
  act: [],
  level: 'A',
  impact: 'serious',
  owner: 'unknown',
  source: 'https://example.it/rule',
  ...part,
})

const texts = { title: 'T', why: 'W', fixEditor: 'E', fixDeveloper: 'D', lesson: '' }

function evidenceOf({ url, html }: PageOf): Evidence {
  return {
    url,
    finalUrl: url,
    status: 200,
    headers: {},
    title: 'Titolo',
    lang: 'it',
    readiness: { stage: 'quiet', chain: [], notes: [] },
    snapshot: snapshotOf(html),
    reflow: snapshotOf(html, 'reflow'),
    textSpacing: null,
    axe: [],
    focusWalk: null,
    links: [],
  }
}

/** Every element with `bad` fails by every rule; `bad="#111 #222"` gives its two colours. */
export function sightingsOf(page: PageOf, id: string, rules: readonly RuleInfo[]) {
  const evidence = evidenceOf(page)
  const outcomes = evidence.snapshot.nodes.flatMap(({ index, attributes, tag }) => {
    if (attributes.bad === undefined) return []
    const [foreground, background] = attributes.bad.split(' ')
    const data: Record<string, string> = foreground && background ? { foreground, background } : {}
    const node = tag === 'html' ? null : index
    return rules.map(
      (info): Outcome => ({
        rule: info.id,
        verdict: 'failed',
        state: 'default',
        node,
        message: { it: 'No', en: 'No' },
        data,
      }),
    )
  })
  return toSightings(evidence, outcomes, new Map(rules.map((info) => [info.id, info])), id)
}

export async function auditOf(
  pages: readonly PageOf[],
  rules: readonly RuleInfo[],
  notAudited: Report['notAudited'] = [],
  arrive: <T>(records: T[]) => T[] = (records) => records,
): Promise<Report> {
  const known = pages.map((page, i) => ({ ...page, id: `p${i + 1}` }))
  const context: GroupContext = {
    site: 'www.comune.example.it',
    rules: new Map(rules.map((info) => [info.id, info])),
    pages: new Map(known.map(({ id, url }) => [id, { url, pageKey: pageKey(url), title: '', depth: 0 }])),
    totalPages: known.length,
    lang: 'it',
    texts: { of: () => texts },
  }
  const records = known.map((page) => ({
    page: page.id,
    sightings: sightingsOf(page, page.id, rules),
    runs: [],
  }))
  const findings = await groupFindings(arrive(records), context)
  return {
    lang: 'it',
    scan: { startedAt: '2026-01-01T00:00:00Z' },
    pages: known.map(({ id, url, chain = [], outcome = 'ok' }) => ({
      id,
      url: chain[0]?.url ?? url,
      finalUrl: url,
      aliases: [],
      chain,
      outcome,
    })),
    notAudited,
    findings,
    summary: summarise(findings),
  } as unknown as Report
}

export const proven: Proofs = { pageKey, runs: () => 'passed' }
