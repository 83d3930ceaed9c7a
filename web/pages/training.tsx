import { useState } from 'preact/hooks'
import { type Assignable, apiUrl, client, type Training, type TrainingList } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable, Exports } from '../components/data-table.tsx'
import { announce } from '../components/live-region.tsx'
import { Page } from '../components/page.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useTold } from '../hooks/use-told.tsx'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import type { Messages } from '../messages/index.ts'
import { can, useMe } from '../session.tsx'
import { NotFoundPage } from './not-found.tsx'
import { TrainingForm } from './training-form.tsx'

/** What was assigned and how far it is; and a form to assign. `?contenuto=` and `?segnalazione=` fill it in. */
export function TrainingPage({ query }: PageProps) {
  const { training: words } = useWords()
  const me = useMe()
  if (!can(me, 'training.assign')) return <NotFoundPage />
  return (
    <Page title={words.title} lead={words.lead}>
      <Trainings content={query.contenuto ?? ''} findingId={query.segnalazione ?? null} />
    </Page>
  )
}

function Trainings({ content, findingId }: { readonly content: string; readonly findingId: string | null }) {
  const { training: words } = useWords()
  const me = useMe()
  const told = useTold()
  const [saved, setSaved] = useState(0)
  const list = useResource('training', (signal) => client.get<TrainingList>('/training', {}, signal))
  const choices = useResource('training-choices', (signal) =>
    client.get<Assignable>('/training/choices', {}, signal),
  )
  return (
    <>
      {told.said}
      <section aria-labelledby="assigned">
        <h2 id="assigned">{words.assigned}</h2>
        <Resource of={list} empty={<Empty title={words.empty} />}>
          {(value) => <Table list={value} onGone={list.reload} />}
        </Resource>
      </section>
      {can(me, 'training.people') && (
        <section class="section" aria-labelledby="hours">
          <h2 id="hours">{words.hours}</h2>
          <p>{words.hoursLead}</p>
          <Exports
            links={['csv', 'xlsx'].map((format) => ({
              href: apiUrl('/training/hours', { format }),
              label: format.toUpperCase(),
            }))}
            of={words.hours}
          />
        </section>
      )}
      <section class="section" aria-labelledby="assign">
        <h2 id="assign">{words.assign}</h2>
        <Resource of={choices}>
          {(value) => (
            <TrainingForm
              key={saved}
              choices={value}
              content={content}
              findingId={findingId}
              onSaved={() => {
                setSaved(saved + 1)
                list.reload()
                told.tell(words.saved)
              }}
            />
          )}
        </Resource>
      </section>
    </>
  )
}

function Table({ list, onGone }: { readonly list: TrainingList; readonly onGone: () => void }) {
  const words = useWords()
  const format = useFormat()
  return (
    <DataTable
      caption={words.training.assigned}
      isCaptionHidden
      columns={columns(words, format, list.seesPeople, onGone)}
      rows={list.items}
      rowKey={({ id }) => id}
      exports={['csv', 'xlsx'].map((kind) => ({
        href: apiUrl('/training', { format: kind }),
        label: kind.toUpperCase(),
      }))}
    />
  )
}

/** To whom, in a few words: a person, or a role and an office. */
function whomOf({ training: words, labels }: Messages, { person, role, office }: Training): string {
  if (person) return person.name
  return [role && labels.role[role], office?.name ?? words.everyone].filter(Boolean).join(', ')
}

function columns(
  all: Messages,
  format: Format,
  seesPeople: boolean,
  onGone: () => void,
): readonly Column<Training>[] {
  const { training: words } = all
  return [
    {
      key: 'content',
      label: words.content,
      isHeader: true,
      cell: ({ content, note }) => (
        <>
          <a href={content.path} lang="it">
            {content.title}
          </a>
          {note && <p class="aside-line">{note}</p>}
        </>
      ),
    },
    { key: 'whom', label: words.whom, cell: (one) => whomOf(all, one) },
    { key: 'due', label: words.dueOn, cell: ({ dueOn }) => (dueOn ? format.date(dueOn) : words.noDue) },
    { key: 'by', label: words.by, cell: ({ assignedBy }) => assignedBy ?? '–' },
    { key: 'people', label: words.people, isNumber: true, cell: ({ people }) => people },
    { key: 'begun', label: words.begun, isNumber: true, cell: ({ begun }) => begun ?? words.few },
    { key: 'done', label: words.done, isNumber: true, cell: ({ done }) => done ?? words.few },
    {
      key: 'actions',
      label: words.actions,
      cell: (one) => (
        <div class="row-actions">
          {seesPeople && (
            <a href={`/formazione/${one.id}`} aria-label={words.seeOf(one.content.title, whomOf(all, one))}>
              {words.see}
            </a>
          )}
          {one.isMine && (
            <Confirm
              label={words.withdraw}
              spoken={words.withdrawOf(one.content.title, whomOf(all, one))}
              question={words.withdrawQuestion(one.content.title)}
              text={words.withdrawText}
              confirm={words.withdraw}
              onConfirm={async () => {
                await client.del(`/training/${one.id}`)
                announce(words.withdrawn)
                onGone()
              }}
            />
          )}
        </div>
      ),
    },
  ]
}
