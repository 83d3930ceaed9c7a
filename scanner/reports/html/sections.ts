import { html, link, type Markup } from '../markup.ts'
import type { Finding, Report } from '../report.ts'
import { dateTime, day, fileSize, wordsFor } from '../words.ts'
import { MESSAGES } from './messages.ts'
import { cutNote, table } from './table.ts'
import { anchorOf, findingLink, type View } from './view.ts'

/** Pages and findings named in one cell; the data formats have them all. */
const MAX_IN_CELL = 3

export function criteriaSection(view: View, anchors: ReadonlySet<string>): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const words = wordsFor(report.lang)
  const byKey = new Map(report.findings.map((finding) => [finding.key, finding]))
  const findingsOf = (keys: readonly string[]): Markup => {
    const known = keys.flatMap((key) => byKey.get(key) ?? [])
    return html`${known.slice(0, MAX_IN_CELL).map((finding) => html`${findingLink(finding, anchors)}<br>`)}${known.length > MAX_IN_CELL && `+ ${known.length - MAX_IN_CELL}`}`
  }
  // A criterion left out would be a criterion not accounted for: this table is always whole.
  const whole = { ...view, limits: { ...view.limits, rows: report.criteria.length } }
  return html`<p>${m.criteriaIntro}</p>${table(whole, m.criteria, report.criteria, [
    { head: m.number, cell: ({ sc }) => sc },
    { head: m.name, cell: ({ title }) => title },
    { head: m.level, cell: ({ level }) => level },
    {
      head: m.clause,
      cell: ({ en301549, obligation }) => `${en301549}${obligation === 'next' ? ` (${m.nextShort})` : ''}`,
    },
    {
      head: m.status,
      cell: ({ status, reason }) =>
        html`<strong>${words.status[status]}</strong>${reason && html`<br>${reason}`}`,
    },
    { head: m.failing, cell: ({ failedPages }) => failedPages },
    { head: m.problems, isUrl: true, cell: ({ findings }) => findingsOf(findings) },
  ])}`
}

/** Problems beyond those shown whole: a line each. */
export function restTable(view: View, findings: readonly Finding[]): Markup {
  const m = MESSAGES[view.report.lang]
  const words = wordsFor(view.report.lang)
  return table(view, m.rest, findings, [
    { head: m.problem, cell: (finding) => html`<span id="${anchorOf(finding)}">${finding.title}</span>` },
    { head: m.impact, cell: ({ impact }) => words.impact[impact] },
    { head: m.pages, cell: ({ pageCount }) => pageCount },
    {
      head: m.address,
      isUrl: true,
      cell: ({ occurrences }) => link(view.pages.get(occurrences[0]?.page ?? '')?.finalUrl ?? ''),
    },
  ])
}

export function notAuditedSection(view: View): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const { audited, discovered } = report.scan.coverage
  return html`<p>${m.notAuditedIntro(audited, discovered - audited, discovered)}</p>${
    report.notAudited.length > 0 &&
    table(view, m.notAudited, report.notAudited, [
      { head: m.address, cell: ({ url }) => link(url) },
      { head: m.reason, cell: ({ reason, detail }) => (detail ? `${reason} (${detail})` : reason) },
      { head: m.remedy, cell: ({ remedy }) => remedy },
      { head: m.foundOn, isUrl: true, cell: ({ foundOn }) => foundOn && link(foundOn) },
    ])
  }`
}

export function filesSection(view: View): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const pageLink = (id: string): Markup | string => {
    const page = view.pages.get(id)
    return page ? link(page.finalUrl, page.title || page.finalUrl) : id
  }
  return html`<p>${m.filesIntro}</p>${table(view, m.files, report.documents, [
    {
      head: m.file,
      cell: ({ url, title, problem }) =>
        html`${link(url, title || m.noTitle)}<br>${url}${problem && html`<br>${problem}`}`,
    },
    { head: m.type, cell: ({ type }) => type.toUpperCase() },
    { head: m.size, cell: ({ sizeBytes }) => (sizeBytes === null ? '' : fileSize(sizeBytes, report.lang)) },
    { head: m.date, cell: ({ modifiedAt }) => (modifiedAt === null ? '' : day(modifiedAt, report.lang)) },
    {
      head: m.linkedFrom,
      isUrl: true,
      cell: ({ pages }) =>
        html`${pages.slice(0, MAX_IN_CELL).map((id) => html`${pageLink(id)}<br>`)}${pages.length > MAX_IN_CELL && `+ ${pages.length - MAX_IN_CELL}`}`,
    },
  ])}`
}

export function sitemapSection(view: View): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const { found, problems, notLinked, notListed } = report.sitemap
  const list = (urls: readonly string[]) =>
    urls.length === 0
      ? html`<p>${m.allGood}</p>`
      : html`<ul>${urls.slice(0, view.limits.rows).map((url) => html`<li>${link(url)}</li>`)}</ul>${cutNote(view, urls.length)}`
  return html`${
    found.length === 0
      ? html`<p>${m.noSitemap}</p>`
      : html`<ul>${found.map((url) => html`<li>${link(url)}</li>`)}</ul><h3>${m.notLinked}</h3>${list(notLinked)}<h3>${m.notListed}</h3>${list(notListed)}`
  }${
    problems.length > 0 &&
    table(view, m.sitemap, problems, [
      { head: m.address, cell: ({ url }) => link(url) },
      { head: m.problem, cell: ({ problem }) => problem },
    ])
  }`
}

export function lighthouseSection(view: View): Markup {
  const { report } = view
  const m = MESSAGES[report.lang]
  const categories = [...new Set(report.lighthouse.flatMap(({ scores }) => Object.keys(scores)))]
  return html`<p>${m.lighthouseIntro}</p>${table(view, m.lighthouse, report.lighthouse, [
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

export function comparisonSection(view: View): Markup | null {
  const { comparison, lang } = view.report
  if (!comparison) return null
  const m = MESSAGES[lang]
  const { new: fresh, fixed, stillThere, notVerified } = comparison
  return html`<p><strong>${m.comparisonCounts(fresh, fixed.length, stillThere, notVerified.length)}</strong></p>${
    fixed.length > 0 &&
    table(view, m.fixed, fixed, [
      { head: m.problem, cell: ({ title }) => title },
      { head: m.address, isUrl: true, cell: ({ pageUrl }) => link(pageUrl) },
    ])
  }${
    notVerified.length > 0 &&
    table(view, m.notVerified, notVerified, [
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
