import type { VNode } from 'preact'
import type { Me } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'
import { AdminGuests } from './admin-guests.tsx'
import { AdminLog } from './admin-log.tsx'
import { AdminMail } from './admin-mail.tsx'
import { AdminOffices } from './admin-offices.tsx'
import { AdminOrganisation } from './admin-organisation.tsx'
import { AdminPeople } from './admin-people.tsx'
import { AdminSchedules } from './admin-schedules.tsx'
import { AdminTokens } from './admin-tokens.tsx'
import { NotFoundPage } from './not-found.tsx'

export interface AdminTabProps {
  readonly query: Readonly<Record<string, string>>
}

interface Tab {
  readonly needs: keyof Me['can']
  readonly Content: (props: AdminTabProps) => VNode
}

/** By the last part of the address, in the order of the tabs; each shows only to those who may. */
const TABS = {
  persone: { needs: 'people.read', Content: AdminPeople },
  uffici: { needs: 'people.read', Content: AdminOffices },
  token: { needs: 'token.write', Content: AdminTokens },
  ospiti: { needs: 'guest-link.write', Content: AdminGuests },
  programmi: { needs: 'site.write', Content: AdminSchedules },
  posta: { needs: 'mail.read', Content: AdminMail },
  registro: { needs: 'audit-log.read', Content: AdminLog },
  ente: { needs: 'organisation.write', Content: AdminOrganisation },
} as const satisfies Readonly<Record<string, Tab>>
type TabName = keyof typeof TABS

const isTab = (name: string): name is TabName => Object.hasOwn(TABS, name)

export function AdministrationPage({ params, query }: PageProps) {
  const words = useWords()
  const me = useMe()
  const name = params.tab ?? 'persone'
  if (!isTab(name) || !can(me, TABS[name].needs)) return <NotFoundPage />
  const { Content } = TABS[name]
  const shown = (Object.keys(TABS) as TabName[]).filter((tab) => can(me, TABS[tab].needs))
  return (
    <Page title={words.administration.tabTitle(words.administration.tab[name])}>
      <Tabs
        label={words.administration.tabs}
        tabs={shown.map((tab) => ({
          href: `/amministrazione/${tab}`,
          label: words.administration.tab[tab],
          isCurrent: tab === name,
        }))}
      />
      <Content key={name} query={query} />
    </Page>
  )
}
