import { client, type MyLearning } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { Tabs } from '../components/tabs.tsx'
import { type Framework, SkillMap, SkillTable } from '../exercises/skill-map.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'

/** All skills, by the areas of DigComp, by those of the Syllabus, or in one table. */
export function MySkillsPage({ query }: PageProps) {
  const { learning, skills: words } = useWords()
  const view = query.vista === 'syllabus' || query.vista === 'tabella' ? query.vista : 'digcomp'
  const mine = useResource('mine', (signal) => client.get<MyLearning>('/my-learning', {}, signal))
  const tabs = [
    { href: '/percorso/capacita', label: words.byDigcomp, isCurrent: view === 'digcomp' },
    { href: '/percorso/capacita?vista=syllabus', label: words.bySyllabus, isCurrent: view === 'syllabus' },
    { href: '/percorso/capacita?vista=tabella', label: words.asTable, isCurrent: view === 'tabella' },
  ]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      trail={[
        { href: '/corsi', label: learning.courses },
        { href: '/percorso', label: learning.mine },
      ]}
    >
      <Tabs label={words.views} tabs={tabs} />
      <Resource of={mine}>
        {(value) =>
          view === 'tabella' ? <SkillTable learning={value} /> : <MapView learning={value} by={view} />
        }
      </Resource>
    </Page>
  )
}

function MapView({ learning, by }: { readonly learning: MyLearning; readonly by: Framework }) {
  const { skills: words } = useWords()
  return (
    <>
      <p class="aside-line">{by === 'digcomp' ? words.levelsNote : words.syllabusNote}</p>
      <SkillMap learning={learning} by={by} />
    </>
  )
}
