import { createHash } from 'node:crypto'
import { findingDetails } from './html/details.ts'
import { filters } from './html/filters.ts'
import { LIMIT_STEPS, MAX_FILE_BYTES } from './html/limits.ts'
import { MESSAGES } from './html/messages.ts'
import { pagesSection } from './html/pages.ts'
import {
  comparisonSection,
  criteriaSection,
  filesSection,
  lighthouseSection,
  methodSection,
  notAuditedSection,
  sitemapSection,
} from './html/sections.ts'
import { SCRIPT, STYLE } from './html/style.ts'
import { findingLink, makeView, type View } from './html/view.ts'
import { html, link, type Markup, trusted } from './markup.ts'
import type { Report, ReportFormat } from './report.ts'
import { dateTime, number, wordsFor } from './words.ts'

/** One accessible file: readable without script, no request to anywhere. */
export const htmlReport: ReportFormat = {
  id: 'html',
  extension: 'html',
  mediaType: 'text/html; charset=utf-8',
  render(report, context) {
    let file = ''
    for (const limits of LIMIT_STEPS) {
      file = renderHtml(makeView(report, context, limits)).toString()
      if (Buffer.byteLength(file) <= MAX_FILE_BYTES) break
    }
    return file
  },
}

interface Section {
  readonly id: string
  readonly title: string
  readonly body: Markup | null
}

function renderHtml(view: View): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const sections = sectionsOf(view).filter(({ body }) => body !== null)
  return html`<!doctype html>
<html lang="${report.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${m.title}: ${report.scan.host}</title><style>${trusted(STYLE)}</style></head>
<body><a class="skip" href="#main">${m.skip}</a>
<header class="top"><div class="wrap"><p>Rampa</p><h1>${m.title}: ${report.scan.host}</h1>
<p>${link(report.scan.startUrl)} · ${dateTime(report.scan.finishedAt, report.lang)}</p></div></header>
<main class="wrap" id="main" tabindex="-1">
${figures(report)}
<div class="verdict"><p>${report.conformance.explanation}</p></div>
${report.scan.ended === 'interrupted' && html`<p><strong>${m.interrupted}</strong></p>`}
<nav class="contents" aria-label="${m.contents}"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${sections.map(
  ({ id, title, body }) => html`<section id="${id}"><h2>${title}</h2>${body}</section>
`,
)}</main>
<footer><div class="wrap"><p>Rampa ${report.tool.version}. ${m.limits}</p></div></footer>
<script>${trusted(SCRIPT)}</script></body></html>
`
}

/** Only the style and the script that are in here may act; nothing is loaded from anywhere. */
function policy(): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return `default-src 'none'; img-src data: 'self'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`
}

function figures({ lang, scan, summary }: Report): Markup {
  const m = MESSAGES[lang]
  const items: readonly (readonly [string, number])[] = [
    [m.problems, summary.issues],
    [m.places, summary.occurrences],
    [m.toJudge, summary.toJudge],
    [m.pagesAudited, scan.coverage.audited],
    [m.addressesFound, scan.coverage.discovered],
  ]
  return html`<ul class="figures">${items.map(([label, value]) => html`<li><strong>${number(value, lang)}</strong> ${label}</li>`)}</ul>`
}

function sectionsOf(view: View): Section[] {
  const { report } = view
  const m = MESSAGES[report.lang]
  const { bodies, cards, anchors } = findingDetails(view)
  const all = report.findings.length
  const intro = (text: string, body: Markup | null) => body && html`<p>${text}</p>${body}`
  return [
    { id: 'start', title: m.startTitle, body: startSection(report, anchors) },
    { id: 'comparison', title: m.comparison, body: comparisonSection(view) },
    {
      id: 'findings',
      title: m.findings,
      body:
        all > 0
          ? html`${cards < all && html`<p>${m.filterCards(cards, all)}</p>`}${filters(view)}${bodies.failed}`
          : null,
    },
    { id: 'judge', title: m.judge, body: intro(m.judgeIntro, bodies.cantTell) },
    { id: 'unstable', title: m.unstable, body: intro(m.unstableIntro, bodies.unstable) },
    { id: 'pages', title: m.byPage, body: pagesSection(view, anchors) },
    { id: 'criteria', title: m.criteria, body: criteriaSection(view, anchors) },
    { id: 'not-audited', title: m.notAudited, body: notAuditedSection(view) },
    { id: 'files', title: m.files, body: report.documents.length > 0 ? filesSection(view) : null },
    { id: 'sitemap', title: m.sitemap, body: sitemapSection(view) },
    {
      id: 'lighthouse',
      title: m.lighthouse,
      body: report.lighthouse.length > 0 ? lighthouseSection(view) : null,
    },
    { id: 'method', title: m.method, body: methodSection(report) },
  ]
}

function startSection(report: Report, anchors: ReadonlySet<string>): Markup {
  const m = MESSAGES[report.lang]
  const first = report.summary.fixFirst.flatMap(
    (key) => report.findings.find((finding) => finding.key === key) ?? [],
  )
  if (first.length === 0) return html`<p>${m.noProblems}</p>`
  const words = wordsFor(report.lang)
  return html`<p>${m.startIntro}</p><ol class="first">${first.map(
    (finding) =>
      html`<li>${findingLink(finding, anchors)} <span class="soft">· ${m.heals(finding.pageCount)} · ${words.owner[finding.owner]}</span></li>`,
  )}</ol>`
}
