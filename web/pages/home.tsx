import { client, type Finding, type Home } from '../client.ts'
import { Figures } from '../components/figures.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { Trend } from '../components/trend.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { can, useMe } from '../session.tsx'

export function HomePage() {
  const words = useWords()
  const me = useMe()
  const title = me.person ? words.home.hello(me.person.name.split(' ')[0] ?? '') : words.home.title
  if (!can(me, 'finding.read')) return <Welcome title={title} />
  return (
    <Page title={title} lead={words.home.lead(me.organisation.name)}>
      <Office />
    </Page>
  )
}

/** For roles without findings: what they can do here. */
function Welcome({ title }: { readonly title: string }) {
  const words = useWords()
  const canCheck = can(useMe(), 'check.run')
  return (
    <Page title={title} lead={canCheck ? words.home.welcome : words.home.nothingYet}>
      {canCheck && (
        <a class="btn btn-primary" href="/prova">
          {words.home.checkPage}
        </a>
      )}
    </Page>
  )
}

function Office() {
  const home = useResource('home', (signal) => client.get<Home>('/home', {}, signal))
  return (
    <Resource of={home}>
      {(value) => (
        <>
          <Alerts alerts={value.alerts} />
          <NextStep home={value} />
          <Counts counts={value.counts} />
          <div class="columns">
            <NewFindings findings={value.newFindings} />
            <Verified findings={value.verifiedFixed} />
          </div>
          <div class="columns">
            <Sites sites={value.sites} />
            <Deadlines deadlines={value.deadlines} />
          </div>
        </>
      )}
    </Resource>
  )
}

function Alerts({ alerts }: Pick<Home, 'alerts'>) {
  const words = useWords()
  const format = useFormat()
  if (alerts.length === 0) return null
  return (
    <Notice kind="warning" title={words.home.alerts}>
      <ul class="plain">
        {alerts.map(({ kind, siteId, siteName, at }) => (
          <li key={`${kind}${siteId}${at}`}>
            <a href={`/siti/${siteId}`}>{words.home.alert[kind](siteName, format.date(at))}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Where the one suggested action leads. */
function hrefOf({ kind, finding, siteId }: Home['suggestion']): string {
  if (finding) return `/segnalazioni/${finding.id}`
  if (kind === 'judge') return '/da-giudicare'
  if (kind === 'add-site') return '/siti'
  if (kind === 'wait-for-audit' && siteId) return `/siti/${siteId}`
  return '/segnalazioni'
}

function NextStep({ home: { suggestion, sites } }: { readonly home: Home }) {
  const words = useWords()
  const { kind, finding, pagesHealed } = suggestion
  const told = words.home.suggestion[kind]
  const site = finding?.siteName ?? sites.find(({ id }) => id === suggestion.siteId)?.name
  return (
    <section class="next-step" aria-labelledby="next-step">
      <p class="eyebrow">{words.home.nextStep}</p>
      <h2 id="next-step">{finding ? finding.title : told.title}</h2>
      <p>
        {kind === 'fix' ? words.home.pagesHealed(pagesHealed) : told.text} {site && <span>({site})</span>}
      </p>
      <a class="btn btn-primary" href={hrefOf(suggestion)}>
        {told.action}
      </a>
    </section>
  )
}

function Counts({ counts }: Pick<Home, 'counts'>) {
  const words = useWords()
  const format = useFormat()
  const active = '/segnalazioni?status=active'
  return (
    <section aria-labelledby="counts">
      <h2 id="counts" class="visually-hidden">
        {words.home.counts}
      </h2>
      <Figures
        items={[
          { label: words.home.open, value: format.number(counts.open), href: active },
          { label: words.home.mine, value: format.number(counts.mine), href: `${active}&mine=true` },
          { label: words.home.toJudge, value: format.number(counts.toJudge), href: '/da-giudicare' },
          {
            label: words.home.claimedFixed,
            value: format.number(counts.claimedFixed),
            href: '/segnalazioni?status=claimed-fixed',
          },
          { label: words.home.overdue, value: format.number(counts.overdue), href: `${active}&sort=due` },
        ]}
      />
    </section>
  )
}

function NewFindings({ findings }: { readonly findings: readonly Finding[] }) {
  const words = useWords()
  return (
    <section class="column-wide" aria-labelledby="new-findings">
      <h2 id="new-findings">{words.home.newFindings}</h2>
      {findings.length === 0 ? <p>{words.home.noNewFindings}</p> : <FindingList findings={findings} />}
      <p>
        <a href="/segnalazioni">{words.home.allFindings}</a>
      </p>
    </section>
  )
}

function Verified({ findings }: { readonly findings: readonly Finding[] }) {
  const words = useWords()
  return (
    <section class="column-narrow" aria-labelledby="verified-fixed">
      <h2 id="verified-fixed">{words.home.verifiedFixed}</h2>
      {findings.length === 0 ? <p>{words.home.noVerifiedFixed}</p> : <FindingList findings={findings} />}
    </section>
  )
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const words = useWords()
  return (
    <ul class="link-list">
      {findings.map((finding) => (
        <li key={finding.id}>
          <a href={`/segnalazioni/${finding.id}`}>{finding.title}</a>
          <p class="aside-line">
            {finding.siteName}, {words.home.onPages(finding.pageCount)} ·{' '}
            {words.labels.impact[finding.impact]} · {words.labels.owner[finding.owner]}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Sites({ sites }: Pick<Home, 'sites'>) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="column-wide" aria-labelledby="home-sites">
      <h2 id="home-sites">{words.home.sites}</h2>
      {sites.length === 0 && <p>{words.home.noSites}</p>}
      <ul class="link-list">
        {sites.map((site) => (
          <li key={site.id} class="with-trend">
            <div>
              <a href={`/siti/${site.id}`}>{site.name}</a>
              <p class="aside-line">
                {words.home.siteNumbers(format.number(site.open), format.number(site.toJudge))}
                {site.isRunning && ` · ${words.home.isRunning}`}
              </p>
            </div>
            {site.trend.length > 1 && (
              <Trend
                values={site.trend.map(({ issues }) => issues)}
                label={words.home.trend(
                  format.number(site.trend[0]?.issues ?? 0),
                  format.number(site.trend.at(-1)?.issues ?? 0),
                  site.trend.length,
                )}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Deadlines({ deadlines }: Pick<Home, 'deadlines'>) {
  const words = useWords()
  const format = useFormat()
  return (
    <section class="column-narrow" aria-labelledby="deadlines">
      <h2 id="deadlines">{words.home.deadlines}</h2>
      <ul class="link-list">
        {deadlines.map(({ kind, on, daysLeft }) => (
          <li key={kind}>
            <strong>{words.home.deadline[kind]}</strong>
            <p class="aside-line">
              <time dateTime={on}>{format.date(on)}</time>, {words.home.daysLeft(daysLeft)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
