import { html, type Markup, safeHref } from '../markup.ts'
import type { Finding, Report, ReportPage } from '../report.ts'
import { dateTime, number, wordsFor } from '../words.ts'
import { anchorOf } from './finding.ts'
import { MESSAGES } from './messages.ts'

/** Rows of long lists that the page shows; the data formats have them all. */
const MAX_ROWS = 1_000

const link = (url: string, text = url): Markup => html`<a href="${safeHref(url)}">${text}</a>`

interface Column<Row> {
  readonly head: string
  readonly isUrl?: boolean
  cell(row: Row): Markup | string | number | null
}

/** A table that scrolls by itself when it is wider than the window, and can be reached with the keyboard. */
function table<Row>(caption: string, rows: readonly Row[], columns: readonly Column<Row>[]): Markup {
  return html`<div class="table" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MAX_ROWS).map(
    (
      row,
    ) => html`<tr>${columns.map(({ cell, isUrl }, at) => (at === 0 ? html`<th scope="row">${cell(row)}</th>` : html`<td${isUrl ? html` class="url"` : ''}>${cell(row)}</td>`))}</tr>
`,
  )}</tbody></table></div>`
}

export function criteriaSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const words = wordsFor(report.lang)
  return html`<p>${m.criteriaIntro}</p>${table(m.criteria, report.criteria, [
    { head: m.number, cell: ({ sc }) => sc },
    { head: m.name, cell: ({ title }) => title },
    { head: m.level, cell: ({ level }) => level },
    {
      head: m.clause,
      cell: ({ en301549, obligation }) => `${en301549}${obligation === 'next' ? ` (${m.nextShort})` : ''}`,
    },
    { head: m.status, cell: ({ status }) => html`<strong>${words.status[status]}</strong>` },
    { head: m.failing, cell: ({ failedPages }) => failedPages },
  ])}`
}

/** On more pages than these, a problem is the template's: it is listed once, not under each page. */
const SHARED_FROM = 20

/** Each page with links to its own problems; what many pages share stands in front, once. */
export function pagesSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const failed = report.findings.filter(({ outcome }) => outcome === 'failed')
  const shared = failed.filter(({ pageCount }) => pageCount > SHARED_FROM)
  const own = new Map<string, Finding[]>()
  const sharedCount = new Map<string, number>()
  for (const finding of failed) {
    const ids = new Set([...finding.occurrences, ...finding.moreOccurrences].map(({ page }) => page))
    for (const id of ids) {
      if (finding.pageCount > SHARED_FROM) sharedCount.set(id, (sharedCount.get(id) ?? 0) + 1)
      else own.set(id, [...(own.get(id) ?? []), finding])
    }
  }
  return html`${shared.length > 0 && html`<h3>${m.sharedTitle}</h3>${findingList(shared)}`}${report.pages
    .slice(0, MAX_ROWS)
    .map((page) => pageItem(page, own.get(page.id) ?? [], sharedCount.get(page.id) ?? 0, m))}`
}

const findingList = (findings: readonly Finding[]): Markup =>
  html`<ul>${findings.map((finding) => html`<li><a href="#${anchorOf(finding)}">${finding.title}</a></li>`)}</ul>`

function pageItem(
  { id, title, finalUrl }: ReportPage,
  findings: readonly Finding[],
  shared: number,
  m: (typeof MESSAGES)['it' | 'en'],
): Markup {
  const name = title || finalUrl
  if (findings.length + shared === 0) return html`<p id="${id}">${link(finalUrl, name)}: ${m.clean}</p>`
  return html`<details id="${id}"><summary>${name}: ${m.pageProblems(findings.length + shared)}</summary>
<p>${link(finalUrl)}</p>${findings.length > 0 && findingList(findings)}${shared > 0 && html`<p>${m.sharedOn(shared)}</p>`}</details>`
}

/** Problems beyond those shown whole: a line each. */
export function restTable(report: Report, findings: readonly Finding[]): Markup {
  const m = MESSAGES[report.lang]
  const words = wordsFor(report.lang)
  const urls = new Map(report.pages.map(({ id, finalUrl }) => [id, finalUrl]))
  return table(m.rest, findings, [
    { head: m.problem, cell: (finding) => html`<span id="${anchorOf(finding)}">${finding.title}</span>` },
    { head: m.impact, cell: ({ impact }) => words.impact[impact] },
    { head: m.pages, cell: ({ pageCount }) => pageCount },
    {
      head: m.address,
      isUrl: true,
      cell: ({ occurrences }) => link(urls.get(occurrences[0]?.page ?? '') ?? ''),
    },
  ])
}

export function notAuditedSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const { audited, discovered } = report.scan.coverage
  return html`<p>${m.notAuditedIntro(audited, discovered - audited, discovered)}</p>${
    report.notAudited.length > 0 &&
    table(m.notAudited, report.notAudited, [
      { head: m.address, cell: ({ url }) => link(url) },
      { head: m.reason, cell: ({ reason, detail }) => (detail ? `${reason} (${detail})` : reason) },
      { head: m.remedy, cell: ({ remedy }) => remedy },
      { head: m.foundOn, isUrl: true, cell: ({ foundOn }) => foundOn && link(foundOn) },
    ])
  }`
}

export function filesSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const urls = new Map(report.pages.map(({ id, finalUrl, title }) => [id, link(finalUrl, title || finalUrl)]))
  return html`<p>${m.filesIntro}</p>${table(m.files, report.documents, [
    {
      head: m.file,
      cell: ({ url, title, problem }) =>
        html`${link(url, title || m.noTitle)}<br>${url}${problem && html`<br>${problem}`}`,
    },
    { head: m.type, cell: ({ type }) => type.toUpperCase() },
    { head: m.size, cell: ({ sizeBytes }) => (sizeBytes === null ? '' : number(sizeBytes, report.lang)) },
    { head: m.date, cell: ({ modifiedAt }) => modifiedAt?.slice(0, 10) ?? '' },
    {
      head: m.linkedFrom,
      isUrl: true,
      cell: ({ pages }) =>
        html`${pages.slice(0, 5).map((id) => html`${urls.get(id) ?? id}<br>`)}${pages.length > 5 && `+ ${pages.length - 5}`}`,
    },
  ])}`
}

export function sitemapSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const { found, problems, notLinked, notListed } = report.sitemap
  const list = (urls: readonly string[]) =>
    urls.length === 0
      ? html`<p>${m.allGood}</p>`
      : html`<ul>${urls.slice(0, MAX_ROWS).map((url) => html`<li>${link(url)}</li>`)}</ul>`
  return html`${
    found.length === 0
      ? html`<p>${m.noSitemap}</p>`
      : html`<ul>${found.map((url) => html`<li>${link(url)}</li>`)}</ul><h3>${m.notLinked}</h3>${list(notLinked)}<h3>${m.notListed}</h3>${list(notListed)}`
  }${
    problems.length > 0 &&
    table(m.sitemap, problems, [
      { head: m.address, cell: ({ url }) => link(url) },
      { head: m.problem, cell: ({ problem }) => problem },
    ])
  }`
}

export function lighthouseSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const categories = [...new Set(report.lighthouse.flatMap(({ scores }) => Object.keys(scores)))]
  return html`<p>${m.lighthouseIntro}</p>${table(m.lighthouse, report.lighthouse, [
    { head: m.address, cell: ({ url }) => link(url) },
    ...categories.map((category) => ({
      head: category,
      cell: ({ scores }: Report['lighthouse'][number]) => {
        const score = scores[category]
        return score === null || score === undefined ? '' : Math.round(score * 100)
      },
    })),
    { head: m.problem, cell: ({ problem }) => problem },
  ])}`
}

export function comparisonSection(report: Report): Markup | null {
  const { comparison, lang } = report
  if (!comparison) return null
  const m = MESSAGES[lang]
  const { new: fresh, fixed, stillThere, notVerified } = comparison
  return html`<p><strong>${m.comparisonCounts(fresh, fixed.length, stillThere, notVerified.length)}</strong></p>${
    fixed.length > 0 &&
    table(m.fixed, fixed, [
      { head: m.problem, cell: ({ title }) => title },
      { head: m.address, isUrl: true, cell: ({ pageUrl }) => link(pageUrl) },
    ])
  }${
    notVerified.length > 0 &&
    table(m.notVerified, notVerified, [
      { head: m.problem, cell: ({ title }) => title },
      { head: m.address, isUrl: true, cell: ({ pageUrl }) => link(pageUrl) },
      { head: m.reason, cell: ({ reason }) => reason },
    ])
  }`
}

export function methodSection(report: Report): Markup {
  const m = MESSAGES[report.lang]
  const { scan, tool } = report
  const rows: readonly (readonly [string, string])[] = [
    [m.standard, scan.standard],
    [m.levelAsked, scan.level],
    [m.started, dateTime(scan.startedAt, report.lang)],
    [m.finished, dateTime(scan.finishedAt, report.lang)],
    [
      m.engines,
      `Rampa ${tool.version}, ${Object.entries(tool.engines)
        .map((pair) => pair.join(' '))
        .join(', ')}`,
    ],
    [m.robotsLabel, m.robots[scan.robots]],
    [m.consentLabel, m.consent[scan.consent]],
    [m.config, scan.configHash],
  ]
  return html`<p>${m.limits}</p><dl>${rows.map(([term, text]) => html`<dt><strong>${term}</strong></dt><dd>${text}</dd>`)}</dl>${
    scan.notes.length > 0 && html`<ul>${scan.notes.map((note) => html`<li>${note}</li>`)}</ul>`
  }`
}
