import { createHash } from 'node:crypto'
import { anchorOf, type FindingView, findingCard } from './html/finding.ts'
import { MESSAGES } from './html/messages.ts'
import {
  comparisonSection,
  criteriaSection,
  filesSection,
  lighthouseSection,
  methodSection,
  notAuditedSection,
  pagesSection,
  restTable,
  sitemapSection,
} from './html/sections.ts'
import { SCRIPT, STYLE } from './html/style.ts'
import { html, type Markup, safeHref, trusted } from './markup.ts'
import type { Finding, RenderContext, Report, ReportFormat } from './report.ts'
import { dateTime, number, wordsFor } from './words.ts'

/** Characters of pictures that one file carries inside; the others stay in the folder beside it. */
const PICTURE_BUDGET = 2_000_000
/** Problems shown whole, the first by priority; a report that cannot be opened helps nobody. */
const MAX_CARDS = 400

/** One accessible file: readable without script, no request to anywhere. */
export const htmlReport: ReportFormat = {
  id: 'html',
  extension: 'html',
  mediaType: 'text/html; charset=utf-8',
  render: (report, context) => renderHtml(report, context).toString(),
}

interface Section {
  readonly id: string
  readonly title: string
  readonly body: Markup | null
}

function renderHtml(report: Report, context: RenderContext): Markup {
  const m = MESSAGES[report.lang]
  const sections = sectionsOf(report, context).filter(({ body }) => body !== null)
  return html`<!doctype html>
<html lang="${report.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${m.title}: ${report.scan.host}</title><style>${trusted(STYLE)}</style></head>
<body><a class="skip" href="#main">${m.skip}</a>
<header class="top"><div class="wrap"><p>Rampa</p><h1>${m.title}: ${report.scan.host}</h1>
<p><a href="${safeHref(report.scan.startUrl)}">${report.scan.startUrl}</a> · ${dateTime(report.scan.finishedAt, report.lang)}</p></div></header>
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

function sectionsOf(report: Report, context: RenderContext): Section[] {
  const m = MESSAGES[report.lang]
  const view: FindingView = {
    report,
    pages: new Map(report.pages.map((page) => [page.id, page])),
    picture: withinBudget(context.picture),
  }
  const cards = (outcome: Finding['outcome'], intro?: string) => {
    const findings = report.findings.filter((finding) => finding.outcome === outcome)
    if (findings.length === 0) return null
    return html`${intro && html`<p>${intro}</p>`}${findings.slice(0, MAX_CARDS).map((finding) => findingCard(finding, view))}${
      findings.length > MAX_CARDS && restTable(report, findings.slice(MAX_CARDS))
    }`
  }
  const failed = cards('failed')
  return [
    { id: 'start', title: m.startTitle, body: startSection(report) },
    { id: 'comparison', title: m.comparison, body: comparisonSection(report) },
    { id: 'findings', title: m.findings, body: failed && html`${filters(report)}${failed}` },
    { id: 'judge', title: m.judge, body: cards('cantTell', m.judgeIntro) },
    { id: 'unstable', title: m.unstable, body: cards('unstable', m.unstableIntro) },
    { id: 'pages', title: m.byPage, body: pagesSection(report) },
    { id: 'criteria', title: m.criteria, body: criteriaSection(report) },
    { id: 'not-audited', title: m.notAudited, body: notAuditedSection(report) },
    { id: 'files', title: m.files, body: report.documents.length > 0 ? filesSection(report) : null },
    { id: 'sitemap', title: m.sitemap, body: sitemapSection(report) },
    {
      id: 'lighthouse',
      title: m.lighthouse,
      body: report.lighthouse.length > 0 ? lighthouseSection(report) : null,
    },
    { id: 'method', title: m.method, body: methodSection(report) },
  ]
}

function startSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const first = report.summary.fixFirst.flatMap(
    (key) => report.findings.find((finding) => finding.key === key) ?? [],
  )
  if (first.length === 0) return html`<p>${m.noProblems}</p>`
  const words = wordsFor(report.lang)
  return html`<p>${m.startIntro}</p><ol class="first">${first.map(
    (finding) =>
      html`<li><a href="#${anchorOf(finding)}">${finding.title}</a> <span class="soft">· ${m.heals(finding.pageCount)} · ${words.owner[finding.owner]}</span></li>`,
  )}</ol>`
}

function filters(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const words = wordsFor(report.lang)
  const used = <K extends string>(of: (finding: Finding) => K) => [...new Set(report.findings.map(of))]
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    html`<div><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">${m.all}</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></div>`
  const numbers = [...new Set(report.findings.flatMap(({ wcag }) => wcag))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return html`<form id="filters" hidden><fieldset class="filters"><legend>${m.filter}</legend>
${choice(
  'outcome',
  m.status,
  used(({ outcome }) => outcome).map((value) => [value, words.outcome[value]]),
)}
${choice(
  'impact',
  m.impact,
  used(({ impact }) => impact).map((value) => [value, words.impact[value]]),
)}
${choice(
  'owner',
  m.who,
  used(({ owner }) => owner).map((value) => [value, words.owner[value]]),
)}
${choice(
  'wcag',
  m.criterion,
  numbers.map((sc) => [sc, sc]),
)}
<div><label for="filter-text">${m.text}</label><input id="filter-text" name="text" type="text" autocomplete="off"></div>
<div><button type="button">${m.reset}</button></div></fieldset>
<p id="shown" role="status" data-pattern="${m.shown}"></p></form>`
}

/** Pictures go inside the file until they would make it too heavy to send by mail. */
function withinBudget(picture: RenderContext['picture']): RenderContext['picture'] {
  let used = 0
  return (path) => {
    const data = picture?.(path)
    if (!data || used + data.length > PICTURE_BUDGET) return undefined
    used += data.length
    return data
  }
}
