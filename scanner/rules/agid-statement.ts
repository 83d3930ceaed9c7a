import { defineSiteRule, type PageDigest, type StatementFacts } from './rule.ts'

/**
 * The accessibility statement, as law and AGID ask for it: not a WCAG criterion, but an obligation (Law 4/2004,
 * art. 3-quater), so its level is A: no report leaves it out.
 */
const SOURCE = 'https://www.agid.gov.it/it/design-servizi/accessibilita/dichiarazione-accessibilita'

const ABOUT = {
  criteria: [],
  act: [],
  level: 'A',
  impact: 'serious',
  owner: 'template',
  recipe: 'page',
  source: SOURCE,
} as const

const AGID_FORM = /^https:\/\/form\.agid\.gov\.it\//i
/** The two shapes a published statement has: `/view/<uuid>`, and a newer one that ends in `/dichiarazione`. */
const PUBLISHED =
  /^https:\/\/form\.agid\.gov\.it\/(view\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/?$|.+\/dichiarazione\/?$)/i
const STATEMENT_WORDS = /dichiarazione\s+(di|d[’'])\s*accessibilit|accessibility\s+statement/i

type FooterLink = PageDigest['footerLinks'][number]

/** The footer's link to the statement: marked as the national model asks, or named so. */
export function statementLink(page: PageDigest): FooterLink | undefined {
  const usable = page.footerLinks.filter(({ href }) => href !== '' && !href.endsWith('#'))
  return (
    usable.find(({ dataElement }) => dataElement === 'accessibility-link') ??
    usable.find(({ text }) => STATEMENT_WORDS.test(text)) ??
    usable.find(({ href }) => AGID_FORM.test(href))
  )
}

const homeOf = (pages: readonly PageDigest[]) => pages[0]

const agidStatementLink = defineSiteRule({
  ...ABOUT,
  id: 'agid-statement-link',
  family: 'agid-statement-link',
  messages: {
    there: {
      it: 'Il piè di pagina porta alla dichiarazione di accessibilità.',
      en: 'The footer leads to the accessibility statement.',
    },
    missing: {
      it: 'Nel piè di pagina della pagina iniziale manca il collegamento «Dichiarazione di accessibilità».',
      en: 'The home page’s footer has no link “Dichiarazione di accessibilità”.',
    },
    missingElsewhere: {
      it: 'Il collegamento alla dichiarazione manca dal piè di pagina di {count} pagine.',
      en: 'The link to the statement is missing from the footer of {count} pages.',
    },
    unnamed: {
      it: 'Il collegamento alla dichiarazione si chiama «{text}»: il nome previsto è «Dichiarazione di accessibilità».',
      en: 'The link to the statement is called “{text}”: it should be “Dichiarazione di accessibilità”.',
    },
  },
  evaluate(pages) {
    const home = homeOf(pages)
    if (!home) return []
    const link = statementLink(home)
    if (!link) return [{ page: home.page, verdict: 'failed', message: 'missing' }]
    if (!STATEMENT_WORDS.test(link.text)) {
      return [{ page: home.page, verdict: 'failed', message: 'unnamed', data: { text: link.text } }]
    }
    const without = pages.filter((page) => page.hasFooter && !statementLink(page))
    const [first] = without
    return first
      ? [
          {
            page: first.page,
            verdict: 'cantTell',
            message: 'missingElsewhere',
            data: { count: without.length },
          },
        ]
      : [{ page: home.page, verdict: 'passed', message: 'there' }]
  },
})

const agidStatementForm = defineSiteRule({
  ...ABOUT,
  id: 'agid-statement-form',
  family: 'agid-statement-form',
  messages: {
    published: {
      it: 'La dichiarazione è pubblicata con il modulo di AGID.',
      en: 'The statement is published with AGID’s form.',
    },
    elsewhere: {
      it: 'Il collegamento porta a {href}: la dichiarazione vale solo se è pubblicata su form.agid.gov.it.',
      en: 'The link leads to {href}: only a statement published on form.agid.gov.it is valid.',
    },
    unusual: {
      it: 'L’indirizzo è di AGID ma non ha una forma conosciuta: controlla che mostri la dichiarazione.',
      en: 'The address is AGID’s, but of no known form: check that it shows the statement.',
    },
  },
  evaluate(pages) {
    const home = homeOf(pages)
    const link = home && statementLink(home)
    if (!home || !link) return []
    const { page } = home
    if (PUBLISHED.test(link.href)) return [{ page, verdict: 'passed', message: 'published' }]
    if (AGID_FORM.test(link.href)) return [{ page, verdict: 'cantTell', message: 'unusual' }]
    return [{ page, verdict: 'failed', message: 'elsewhere', data: { href: link.href } }]
  },
})

const agidStatementContent = defineSiteRule({
  ...ABOUT,
  id: 'agid-statement-content',
  family: 'agid-statement-content',
  messages: {
    complete: {
      it: 'La dichiarazione nomina il sito, le WCAG e un modo per segnalare problemi.',
      en: 'The statement names the site, WCAG and a way to report problems.',
    },
    unreachable: {
      it: 'Il server di AGID non ha risposto: non è colpa del sito. Riprova più tardi.',
      en: 'AGID’s server did not answer: that is not the site’s fault. Try again later.',
    },
    dead: {
      it: 'Il collegamento porta a un errore ({status}): ogni aggiornamento della dichiarazione dà un indirizzo nuovo.',
      en: 'The link leads to an error ({status}): each update of the statement has a new address.',
    },
    otherSite: {
      it: 'La dichiarazione non nomina questo sito ({host}).',
      en: 'The statement does not name this site ({host}).',
    },
    noStandard: {
      it: 'La dichiarazione non nomina le WCAG 2.1 o 2.2.',
      en: 'The statement names neither WCAG 2.1 nor 2.2.',
    },
    noFeedback: {
      it: 'Non si trova nella dichiarazione un modo per segnalare problemi di accessibilità.',
      en: 'No way to report accessibility problems was found in the statement.',
    },
    oldYear: {
      it: 'La data più recente nella dichiarazione è del {year}: va rivista ogni anno entro il 23 settembre.',
      en: 'The latest date in the statement is of {year}: it is to be reviewed every year by 23 September.',
    },
  },
  evaluate(pages, { statement, host, today }) {
    const home = homeOf(pages)
    if (!home || !statement) return []
    const { page } = home
    if (statement.outcome === 'unreachable') return [{ page, verdict: 'cantTell', message: 'unreachable' }]
    if (statement.outcome === 'http-error') {
      return [{ page, verdict: 'failed', message: 'dead', data: { status: statement.status } }]
    }
    const bare = host.replace(/^www\.|:\d+$/g, '')
    if (!statement.text.toLowerCase().includes(bare)) {
      return [{ page, verdict: 'failed', message: 'otherSite', data: { host: bare } }]
    }
    if (!/wcag[\s-]*2[.]?[12]/i.test(statement.text))
      return [{ page, verdict: 'failed', message: 'noStandard' }]
    if (!hasFeedback(statement)) return [{ page, verdict: 'cantTell', message: 'noFeedback' }]
    const year = latestYear(statement.text)
    if (year !== null && year < validSince(today)) {
      return [{ page, verdict: 'failed', message: 'oldYear', data: { year } }]
    }
    return [{ page, verdict: 'passed', message: 'complete' }]
  },
})

function hasFeedback({ text, links }: StatementFacts): boolean {
  return (
    links.some(({ href }) => /feedback-accessibilita|^mailto:/i.test(href)) ||
    /feedback|meccanismo di segnalazione|recapiti|segnalazion/i.test(text)
  )
}

/** Dates before AGID's form went online are those of the laws that a statement quotes. */
const FIRST_STATEMENTS = 2019
/** 23/09/2026, 1º settembre 2026, 2026-09-23. */
const DATE = /\b\d{1,2}[º°]?[/.\-\s](?:\d{1,2}|[a-z]+)[/.\-\s](20\d{2})\b|\b(20\d{2})-\d{2}-\d{2}\b/gi

function latestYear(text: string): number | null {
  const years = [...text.matchAll(DATE)]
    .map(([, italian, iso]) => Number(italian ?? iso))
    .filter((year) => year >= FIRST_STATEMENTS)
  return years.length > 0 ? Math.max(...years) : null
}

/** A statement of year Y is valid from 24 September Y to 23 September Y + 1; one of Y - 1 may still hold before. */
function validSince(today: string): number {
  const year = Number(today.slice(0, 4))
  return today.slice(5, 10) > '09-23' ? year : year - 1
}

export const agidRules = [agidStatementLink, agidStatementForm, agidStatementContent]
