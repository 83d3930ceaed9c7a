import { html, link, type Markup } from '../markup.ts'
import type { Finding, ReportPage } from '../report.ts'
import { MAX_PAGES } from './limits.ts'
import { MESSAGES } from './messages.ts'
import { findingLink, type View } from './view.ts'

/** On more pages than these, a problem is the template's: it is listed once, not under each page. */
const SHARED_FROM = 20

/** Each page with links to its own problems; what many pages share stands in front, once. */
export function pagesSection(view: View, anchors: ReadonlySet<string>): Markup {
  const { report, limits } = view
  const m = MESSAGES[report.lang]
  const shared = report.findings.filter(
    ({ outcome, pageCount }) => outcome === 'failed' && pageCount > SHARED_FROM,
  )
  const pages = report.pages.slice(0, MAX_PAGES)
  const perPage = Math.max(1, Math.floor(limits.pageLinks / Math.max(1, pages.length)))
  return html`${shared.length > 0 && html`<h3>${m.sharedTitle}</h3>${findingList(shared, limits.rows, view, anchors)}`}${pages.map(
    (page) => pageItem(page, perPage, view, anchors),
  )}${report.pages.length > pages.length && html`<p>${m.cut(pages.length, report.pages.length)}</p>`}`
}

function pageItem(
  { id, title, finalUrl }: ReportPage,
  maxLinks: number,
  view: View,
  anchors: ReadonlySet<string>,
): Markup {
  const m = MESSAGES[view.report.lang]
  const findings = view.failedByPage.get(id) ?? []
  const name = title || finalUrl
  if (findings.length === 0) return html`<p id="${id}">${link(finalUrl, name)}: ${m.clean}</p>`
  const own = findings.filter(({ pageCount }) => pageCount <= SHARED_FROM)
  const shared = findings.length - own.length
  return html`<details id="${id}"><summary>${name}: ${m.pageProblems(findings.length)}</summary>
<p>${link(finalUrl)}</p>${own.length > 0 && findingList(own, maxLinks, view, anchors)}${shared > 0 && html`<p>${m.sharedOn(shared)}</p>`}</details>`
}

function findingList(
  findings: readonly Finding[],
  max: number,
  { report }: View,
  anchors: ReadonlySet<string>,
): Markup {
  const shown = findings.slice(0, max)
  return html`<ul>${shown.map((finding) => html`<li>${findingLink(finding, anchors)}</li>`)}</ul>${
    shown.length < findings.length &&
    html`<p class="soft">${MESSAGES[report.lang].cut(shown.length, findings.length)}</p>`
  }`
}
