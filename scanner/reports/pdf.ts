import { MESSAGES } from './html/messages.ts'
import { html, type Markup, trusted } from './markup.ts'
import type { Finding, Report, ReportFormat } from './report.ts'
import { dateTime, number, wordsFor } from './words.ts'

const STYLE = `@page{size:A4;margin:18mm 16mm}
body{font:11pt/1.45 "Titillium Web","Segoe UI",Roboto,Arial,sans-serif;color:#17324d;margin:0}
h1{font-size:20pt;line-height:1.2;margin:0 0 4mm;color:#0b3d6e}h2{font-size:14pt;margin:8mm 0 2mm;color:#0b3d6e}
h3{font-size:11.5pt;margin:4mm 0 1mm}p{margin:0 0 2.5mm}table{border-collapse:collapse;width:100%;font-size:9.5pt}
caption{text-align:left;margin-bottom:1mm}th,td{border-bottom:.3mm solid #8aa0b4;text-align:left;vertical-align:top;padding:1.2mm 2mm 1.2mm 0}
section.office{break-before:page}article{break-inside:avoid}.box{border-left:1.5mm solid #0b3d6e;padding:2mm 4mm;background:#f1f5f9}`

const OFFICE_FINDINGS = 12
const MAYOR_FINDINGS = 5
/** Characters of each text and title, so that the mayor's page stays one and the office's at most three. */
const MAX_TEXT = 260
const MAX_TITLE = 100
const MAX_MAYOR_TEXT = 170

const WORDS = {
  it: {
    mayor: 'In una pagina',
    office: 'Per l’ufficio: che cosa correggere, in ordine',
    main: 'I primi problemi da risolvere',
    rest: 'Gli altri problemi, pagina per pagina, sono nel rapporto completo.',
  },
  en: {
    mayor: 'On one page',
    office: 'For the office: what to fix, in order',
    main: 'The first problems to solve',
    rest: 'The other problems, page by page, are in the whole report.',
  },
} as const

/** The summary to hand round: a page for the mayor, then what the office has to do. Tagged, with an outline. */
export const pdf: ReportFormat = {
  id: 'pdf',
  extension: 'pdf',
  mediaType: 'application/pdf',
  render(report, { htmlToPdf }) {
    if (!htmlToPdf) throw new Error('The PDF needs a browser to be printed with.')
    return htmlToPdf(pdfHtml(report).toString())
  },
}

function pdfHtml(report: Report): Markup {
  const { lang, scan } = report
  const m = MESSAGES[lang]
  const words = WORDS[lang]
  const failed = report.findings.filter(({ outcome }) => outcome === 'failed')
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${m.title}: ${scan.host}</title>
<style>${trusted(STYLE)}</style></head><body><main>
<h1>${m.title}: ${scan.host}</h1><p>${scan.startUrl} · ${dateTime(scan.finishedAt, lang)} · ${scan.standard}</p>
<section><h2>${words.mayor}</h2><p class="box">${report.conformance.explanation}</p>
${figuresTable(report)}
<h3>${words.main}</h3><ol>${failed.slice(0, MAYOR_FINDINGS).map((finding) => html`<li><strong>${brief(finding.title, MAX_TITLE)}</strong>: ${m.heals(finding.pageCount)}. ${brief(finding.help, MAX_MAYOR_TEXT)}</li>`)}</ol>
<p>${m.limits}</p><p>${m.config}: ${scan.configHash}</p></section>
${failed.length > 0 && html`<section class="office"><h2>${words.office}</h2>${failed.slice(0, OFFICE_FINDINGS).map((finding) => officeItem(finding, lang))}<p>${words.rest}</p></section>`}
</main></body></html>`
}

function figuresTable({ lang, scan, summary }: Report): Markup {
  const m = MESSAGES[lang]
  const rows: readonly (readonly [string, number])[] = [
    [m.pagesAudited, scan.coverage.audited],
    [m.notAudited, scan.coverage.discovered - scan.coverage.audited],
    [m.problems, summary.issues],
    [m.places, summary.occurrences],
    [m.toJudge, summary.toJudge],
  ]
  return html`<table><caption>${m.contents}</caption><tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${number(value, lang)}</td></tr>`)}</tbody></table>`
}

function officeItem(finding: Finding, lang: Report['lang']): Markup {
  const m = MESSAGES[lang]
  const words = wordsFor(lang)
  return html`<article><h3>${brief(finding.title, MAX_TITLE)}</h3>
<p>${words.impact[finding.impact]} · ${m.heals(finding.pageCount)} · ${m.who}: ${words.owner[finding.owner]}</p>
<p>${brief(finding.howToFix)}</p></article>`
}

/** Words only, cut at one: examples of code are in the whole report. */
function brief(text: string, maxChars = MAX_TEXT): string {
  const words = text
    .replace(/```[\s\S]*?```/g, ' ')
    .replaceAll('`', '')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= maxChars) return words
  const cut = words.slice(0, maxChars)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxChars / 2))}…`
}
