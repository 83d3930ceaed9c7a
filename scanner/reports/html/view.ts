import { findingsByPage } from '../by-page.ts'
import { html, type Markup } from '../markup.ts'
import type { Finding, RenderContext, Report, ReportPage } from '../report.ts'
import { type Limits, MAX_PAGES } from './limits.ts'

/** What the sections of one file share. */
export interface View {
  readonly report: Report
  readonly limits: Limits
  readonly pages: ReadonlyMap<string, ReportPage>
  /** Place of each listed page in the page filter, from 0. */
  readonly pageNumbers: ReadonlyMap<string, number>
  readonly failedByPage: ReadonlyMap<string, readonly Finding[]>
  readonly picture: RenderContext['picture']
}

export const anchorOf = ({ key }: Pick<Finding, 'key'>): string => `f-${key.replace(/[^\w-]/g, '')}`

export function makeView(report: Report, context: RenderContext, limits: Limits): View {
  return {
    report,
    limits,
    pages: new Map(report.pages.map((page) => [page.id, page])),
    pageNumbers: new Map(report.pages.slice(0, MAX_PAGES).map(({ id }, at) => [id, at])),
    failedByPage: findingsByPage(report.findings.filter(({ outcome }) => outcome === 'failed')),
    picture: withinBudget(context.picture, limits.pictureChars),
  }
}

/** Pictures go inside the file until they would make it too heavy to send by mail. */
function withinBudget(picture: RenderContext['picture'], budgetChars: number): RenderContext['picture'] {
  let used = 0
  return (path) => {
    const data = picture?.(path)
    if (!data || used + data.length > budgetChars) return undefined
    used += data.length
    return data
  }
}

/** A link to a finding of this file, or just its title when the file has no room for it. */
export function findingLink(finding: Finding, anchors: ReadonlySet<string>): Markup {
  const anchor = anchorOf(finding)
  return anchors.has(anchor) ? html`<a href="#${anchor}">${finding.title}</a>` : html`${finding.title}`
}
