import type { VNode } from 'preact'
import { client, type Site } from '../client.ts'
import { ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { Tabs } from '../components/tabs.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'
import { StartAudit } from './audit-result.tsx'
import { NotFoundPage } from './not-found.tsx'
import { SiteAudits } from './site-audits.tsx'
import { SiteCoverage } from './site-coverage.tsx'
import { SiteCriteria } from './site-criteria.tsx'
import { SiteFiles } from './site-files.tsx'
import { SiteOverview } from './site-overview.tsx'
import { SitePages } from './site-pages.tsx'
import { SiteSchedule } from './site-schedule.tsx'
import { SiteSettings } from './site-settings.tsx'
import { SiteTemplates } from './site-templates.tsx'

export interface SiteTabProps {
  readonly site: Site
  readonly query: Readonly<Record<string, string>>
  /** Loads the site again after it was changed. */
  readonly onChange: () => void
}

/** By the last part of the address, in the order of the tabs. */
const TABS = {
  overview: SiteOverview,
  criteri: SiteCriteria,
  copertura: SiteCoverage,
  modelli: SiteTemplates,
  file: SiteFiles,
  pagine: SitePages,
  controlli: SiteAudits,
  programma: SiteSchedule,
  impostazioni: SiteSettings,
} as const satisfies Readonly<Record<string, (props: SiteTabProps) => VNode>>
type Tab = keyof typeof TABS
const FOR_OWNERS: readonly Tab[] = ['programma', 'impostazioni']

const isTab = (name: string): name is Tab => Object.hasOwn(TABS, name)

export function SitePage({ params, query }: PageProps) {
  const { id = '', tab = 'overview' } = params
  return isTab(tab) ? <SiteTab id={id} tab={tab} query={query} /> : <NotFoundPage />
}

interface Props {
  readonly id: string
  readonly tab: Tab
  readonly query: Readonly<Record<string, string>>
}

function SiteTab({ id, tab, query }: Props) {
  const words = useWords()
  const me = useMe()
  const loaded = useResource(id, (signal) => client.get<Site>(`/sites/${id}`, {}, signal))
  const site = loaded.state === 'ready' ? loaded.value : null
  const Content = TABS[tab]
  const shown = (Object.keys(TABS) as Tab[]).filter(
    (name) => can(me, 'site.write') || !FOR_OWNERS.includes(name),
  )
  return (
    <Page
      title={
        site ? titleOf(site, tab, words.site) : loaded.state === 'failed' ? words.common.failed : undefined
      }
      lead={site && <SiteAddress site={site} />}
      trail={[{ href: '/siti', label: words.shell.sites }]}
      actions={site && <AuditButton site={site} />}
    >
      <Resource of={loaded}>
        {(value) => (
          <>
            <Tabs
              label={words.site.tabs}
              tabs={shown.map((name) => ({
                href: `/siti/${id}${name === 'overview' ? '' : `/${name}`}`,
                label: words.site.tab[name],
                isCurrent: name === tab,
              }))}
            />
            {value.lastAudit?.status === 'failed' && tab === 'overview' && (
              <ProblemNotice problem={{ detail: value.lastAudit.problem }} />
            )}
            <Content site={value} query={query} onChange={loaded.reload} />
          </>
        )}
      </Resource>
    </Page>
  )
}

const titleOf = (site: Site, tab: Tab, words: ReturnType<typeof useWords>['site']) =>
  tab === 'overview' ? site.name : words.tabTitle(site.name, words.tab[tab])

function SiteAddress({ site }: { readonly site: Site }) {
  const words = useWords()
  return (
    <a href={site.startUrl} target="_blank" rel="noreferrer">
      {site.host} <span class="visually-hidden">{words.common.opensElsewhere}</span>
    </a>
  )
}

/** Start an audit, or watch the one that runs. */
function AuditButton({ site }: { readonly site: Site }) {
  const words = useWords()
  const last = site.lastAudit
  if (last && !last.finishedAt) {
    return (
      <a class="btn btn-primary" href={`/siti/${site.id}/controllo/${last.id}`}>
        {words.site.watch}
      </a>
    )
  }
  return <StartAudit site={site} label={words.site.audit} isPrimary />
}
