import { spoken } from './query.ts'
import { defineSiteRule, type PageDigest, type SiteFound } from './rule.ts'

type Message = 'unique' | 'shared' | 'versions'

/** The same page with another query (a page of a list, a filter) may fairly keep its title. */
const pathOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/\/$/, '')

const headingOf = ({ headings }: PageDigest): string =>
  spoken(headings.find(({ level }) => level === 1)?.text ?? headings[0]?.text ?? '')

/**
 * Pages of one site that say different things have different titles. Equal titles are a failure only between
 * pages whose main headings differ: there the page itself says that its title is not enough.
 */
export const pageTitleUnique = defineSiteRule({
  id: 'page-title-unique',
  family: 'page-title',
  recipe: 'page',
  criteria: ['2.4.2'],
  act: [],
  level: 'A',
  impact: 'moderate',
  owner: 'template',
  source: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G88',
  messages: {
    unique: { it: 'Nessun’altra pagina ha questo titolo.', en: 'No other page has this title.' },
    shared: {
      it: '{count} pagine diverse hanno lo stesso titolo «{title}».',
      en: '{count} different pages have the same title “{title}”.',
    },
    versions: {
      it: '{count} pagine simili hanno lo stesso titolo «{title}»: vanno distinte se dicono cose diverse.',
      en: '{count} similar pages have the same title “{title}”: tell them apart if they say different things.',
    },
  },
  evaluate(pages) {
    const groups = Map.groupBy(
      pages.filter(({ title }) => title !== null && spoken(title) !== ''),
      ({ title }) => spoken(title ?? ''),
    )
    return [...groups.values()].flatMap(judge)
  },
})

function judge(group: readonly PageDigest[]): SiteFound<Message>[] {
  const [first] = group
  if (!first) return []
  const paths = new Set(group.map(({ url }) => pathOf(url)))
  if (paths.size < 2) return group.map(({ page }) => ({ verdict: 'passed', message: 'unique', page }))
  const headings = group.map(headingOf)
  const differs = new Set(headings).size === group.length && !headings.includes('')
  const data = { title: first.title?.trim() ?? '', count: group.length }
  return group.map(({ page }) =>
    differs
      ? { verdict: 'failed', message: 'shared', page, data }
      : { verdict: 'cantTell', message: 'versions', page, data },
  )
}
