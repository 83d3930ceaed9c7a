import { placesOf } from '../by-page.ts'
import { html, link, type Markup } from '../markup.ts'
import type { Finding, Occurrence, Report } from '../report.ts'
import { wordsFor } from '../words.ts'
import { MESSAGES } from './messages.ts'
import { anchorOf, type View } from './view.ts'

/** Occurrences shown whole; the others are in the data formats. */
const SHOWN_OCCURRENCES = 5

/** One problem, whole: what, why, how, where, who. */
export function findingCard(finding: Finding, view: View): Markup {
  const { lang } = view.report
  const m = MESSAGES[lang]
  const words = wordsFor(lang)
  return html`<article class="finding" id="${anchorOf(finding)}" tabindex="-1" data-outcome="${finding.outcome}" data-impact="${finding.impact}" data-owner="${finding.owner}" data-wcag="${finding.wcag.join(' ')}" data-pages="${pageBits(finding, view)}">
<h3>${finding.title}</h3>
<ul class="meta"><li><span class="tag ${finding.impact}">${words.impact[finding.impact]}</span></li>
${finding.change && html`<li><span class="tag">${words.change[finding.change]}</span></li>`}
<li>${m.pages}: ${finding.pageCount}${finding.pageCount > 1 && ` (${m.heals(finding.pageCount)})`}</li>
<li>${criterionText(finding, lang)}</li></ul>
<div class="body"><div>
<h4>${m.why}</h4><p>${richText(finding.help)}</p>
<h4>${m.how}</h4>${paragraphs(finding.howToFix)}
<h4>${m.who}</h4><p>${capital(words.owner[finding.owner])}. ${finding.ownerReason}</p>
</div>${pictureOf(finding, view)}</div>
<details><summary>${m.occurrences(finding.occurrenceCount)}</summary>
<ul class="occurrences">${finding.occurrences.slice(0, SHOWN_OCCURRENCES).map((occurrence) => occurrenceItem(occurrence, view))}</ul>
${finding.occurrenceCount > SHOWN_OCCURRENCES && html`<p class="soft">${m.moreOccurrences(finding.occurrenceCount - Math.min(SHOWN_OCCURRENCES, finding.occurrences.length))}</p>`}
<p class="soft">${m.priority}: ${finding.priorityFormula}. ${finding.witnesses.join(', ')}. ${link(finding.helpUrl, `${m.moreInfo}: ${finding.rule}`)}</p>
</details></article>
`
}

/** The pages of a finding as bits, four to a digit: on a thousand pages, shorter than any list of them. */
function pageBits(finding: Finding, { pageNumbers }: View): string {
  const digits: number[] = []
  for (const { page } of placesOf(finding)) {
    const at = pageNumbers.get(page)
    if (at !== undefined) digits[at >> 2] = (digits[at >> 2] ?? 0) | (1 << (at & 3))
  }
  return Array.from(digits, (digit) => (digit ?? 0).toString(16)).join('')
}

function criterionText(finding: Finding, lang: Report['lang']): string {
  const m = MESSAGES[lang]
  if (finding.wcag.length === 0) return m.noObligation
  const clauses = finding.en301549.length > 0 ? `, EN 301 549 ${finding.en301549.join(', ')}` : ''
  const next = finding.obligation === 'next' ? ` (${m.next})` : ''
  return `${m.criterion} WCAG ${finding.wcag.join(', ')} ${finding.level}${clauses}${next}`
}

function pictureOf(finding: Finding, { report, picture }: View): Markup | null {
  const occurrence = finding.occurrences.find((candidate) => candidate.picture)
  const source = occurrence?.picture && (picture?.(occurrence.picture) ?? occurrence.picture)
  if (!occurrence || !source) return null
  const text = MESSAGES[report.lang].picture(occurrence.where)
  return html`<figure><img src="${source}" alt="${text}" loading="lazy"><figcaption>${text}</figcaption></figure>`
}

function occurrenceItem(occurrence: Occurrence, { report, pages }: View): Markup {
  const page = pages.get(occurrence.page)
  const url = page?.finalUrl ?? ''
  return html`<li><p><strong>${capital(occurrence.where)}</strong> · ${link(url, page?.title || url)} · ${wordsFor(report.lang).state[occurrence.state]}</p>
<p>${occurrence.message}</p>${occurrence.html && html`<pre><code>${occurrence.html}</code></pre>`}</li>`
}

/** Text with code in back quotes, as the rule pages are written. */
function richText(text: string): Markup {
  const parts = text.split(/`([^`]+)`/)
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

/** Paragraphs and fenced code. */
function paragraphs(text: string): Markup {
  const blocks = text.split(/```\w*\n?/)
  return html`${blocks.map((block, at) => {
    const content = block.trim()
    if (content === '') return null
    return at % 2 === 1 ? html`<pre><code>${content}</code></pre>` : html`<p>${richText(content)}</p>`
  })}`
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
