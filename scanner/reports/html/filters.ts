import { html, type Markup } from '../markup.ts'
import type { Finding, ReportPage } from '../report.ts'
import { wordsFor } from '../words.ts'
import { MAX_PAGES } from './limits.ts'
import { MESSAGES } from './messages.ts'
import type { View } from './view.ts'

type Option = readonly [value: string, text: string]

/** Characters of a page's title and of its address in its option: a wider list does not fit a phone. */
const MAX_NAME = 50

/** Shown by the script, which does the filtering. The counts it announces are those of the report's head. */
export function filters({ report }: View): Markup {
  const m = MESSAGES[report.lang]
  const words = wordsFor(report.lang)
  const used = <K extends string>(of: (finding: Finding) => K) => [...new Set(report.findings.map(of))]
  const numbers = [...new Set(report.findings.flatMap(({ wcag }) => wcag))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const choices: readonly (readonly [name: string, label: string, options: readonly Option[]])[] = [
    ['outcome', m.status, used(({ outcome }) => outcome).map((value) => [value, words.outcome[value]])],
    ['impact', m.impact, used(({ impact }) => impact).map((value) => [value, words.impact[value]])],
    ['owner', m.who, used(({ owner }) => owner).map((value) => [value, words.owner[value]])],
    ['wcag', m.criterion, numbers.map((sc) => [sc, sc])],
    ['page', m.page, report.pages.slice(0, MAX_PAGES).map((page, at) => [String(at), pageName(page)])],
  ]
  return html`<form id="filters" hidden><fieldset class="filters"><legend>${m.filter}</legend>
${choices.map(([name, label, options]) => select(name, label, m.all, options))}
<div><label for="filter-text">${m.text}</label><input id="filter-text" name="text" type="text" autocomplete="off"></div>
<div><button type="button">${m.reset}</button></div></fieldset>
<p id="shown" role="status" data-pattern="${m.shown}"></p></form>`
}

function select(name: string, label: string, all: string, options: readonly Option[]): Markup {
  return html`<div><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">${all}</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></div>`
}

/** With the address, for many sites give one title to many pages. */
function pageName({ title, finalUrl }: ReportPage): string {
  const address = finalUrl.replace(/^https?:\/\/[^/]*/i, '').slice(0, MAX_NAME)
  return title ? `${title.slice(0, MAX_NAME)} · ${address}` : address
}
