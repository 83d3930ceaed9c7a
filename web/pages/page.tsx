import { useState } from 'preact/hooks'
import { client, type Finding, listAll, type Occurrence, type Office, type PageDetail } from '../client.ts'
import { Select } from '../components/field.tsx'
import { FindingBadges } from '../components/finding-badges.tsx'
import { isWeb } from '../components/finding-explained.tsx'
import { announce } from '../components/live-region.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { markerId, PageSnapshot, placeId } from '../components/page-snapshot.tsx'
import { Place } from '../components/place.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'

export function PagePage({ params }: PageProps) {
  const { page: words, common } = useWords()
  const id = params.id ?? ''
  const resource = useResource(`page ${id}`, (signal) => client.get<PageDetail>(`/pages/${id}`, {}, signal))
  const page = resource.state === 'ready' ? resource.value : null
  const trail = page
    ? [
        { href: '/siti', label: words.trail },
        { href: `/siti/${page.siteId}/pagine`, label: page.siteName },
      ]
    : [{ href: '/siti', label: words.trail }]
  const elsewhere = <span class="visually-hidden">{common.opensElsewhere}</span>
  return (
    <Page
      title={page ? page.title || page.url : resource.state === 'failed' ? common.failed : undefined}
      trail={trail}
      lead={page && <span class="address">{page.url}</span>}
      actions={
        page && (
          <>
            {isWeb(page.editUrl) && (
              <a class="btn btn-primary" href={page.editUrl} target="_blank" rel="noreferrer">
                {words.edit} {elsewhere}
              </a>
            )}
            {isWeb(page.url) && (
              <a class="btn btn-outline-primary" href={page.url} target="_blank" rel="noreferrer">
                {words.open} {elsewhere}
              </a>
            )}
          </>
        )
      }
    >
      <Resource of={resource}>{(value) => <Ready page={value} onChanged={resource.reload} />}</Resource>
    </Page>
  )
}

export interface Numbered {
  readonly number: number
  readonly finding: Finding
  readonly occurrence: Occurrence
}

/** Each place once, numbered as the list is read. */
function numbered({ findings }: PageDetail): readonly Numbered[] {
  return findings
    .flatMap((finding) => finding.occurrences.map((occurrence) => ({ finding, occurrence })))
    .map((place, index) => ({ ...place, number: index + 1 }))
}

function Ready({ page, onChanged }: { readonly page: PageDetail; readonly onChanged: () => void }) {
  const { page: words } = useWords()
  const places = numbered(page)
  const hasSnapshot = page.snapshot !== null
  return (
    <div class={hasSnapshot ? 'page-layout' : undefined}>
      {page.snapshot && places.length > 0 && (
        <PageSnapshot
          snapshot={page.snapshot}
          title={page.title || page.url}
          places={places.map(({ number, finding, occurrence }) => ({
            number,
            title: finding.title,
            box: occurrence.box,
          }))}
        />
      )}
      <div>
        <section aria-labelledby="on-page">
          <h2 id="on-page">{words.findings}</h2>
          {places.length === 0 ? (
            <Empty title={words.none}>
              <p>{words.noneHint}</p>
            </Empty>
          ) : (
            <>
              <p>{words.count(page.findings.length)}</p>
              {!hasSnapshot && <p class="hint">{words.noSnapshot}</p>}
              <ol class="page-findings">
                {page.findings.map((finding) => (
                  <OnPage
                    key={finding.id}
                    finding={finding}
                    places={places.filter((place) => place.finding.id === finding.id)}
                    hasSnapshot={hasSnapshot}
                  />
                ))}
              </ol>
            </>
          )}
        </section>
        <About page={page} onChanged={onChanged} />
      </div>
    </div>
  )
}

interface OnPageProps {
  readonly finding: Finding
  readonly places: readonly Numbered[]
  readonly hasSnapshot: boolean
}

function OnPage({ finding, places, hasSnapshot }: OnPageProps) {
  const { page: words } = useWords()
  return (
    <li>
      <h3>
        <a href={`/segnalazioni/${finding.id}`}>{finding.title}</a>
      </h3>
      <FindingBadges finding={finding} />
      <ul class="page-places">
        {places.map(({ number, occurrence }) => (
          <li key={number} id={placeId(number)} tabIndex={-1}>
            <span class="place-number" aria-hidden="true">
              {number}
            </span>
            <div>
              <p>
                <span class="visually-hidden">{words.number(number)}: </span>
                {occurrence.where}
              </p>
              {hasSnapshot && occurrence.box && <a href={`#${markerId(number)}`}>{words.toMarker(number)}</a>}
              <details>
                <summary>{words.details}</summary>
                <Place occurrence={occurrence} />
              </details>
            </div>
          </li>
        ))}
      </ul>
    </li>
  )
}

function About({ page, onChanged }: { readonly page: PageDetail; readonly onChanged: () => void }) {
  const { page: words } = useWords()
  const format = useFormat()
  const mayWrite = can(useMe(), 'site.write')
  return (
    <section class="section card-box" aria-labelledby="about-page">
      <h2 id="about-page" class="card-title">
        {words.about}
      </h2>
      <dl class="facts">
        <dt>{words.site}</dt>
        <dd>
          <a href={`/siti/${page.siteId}`}>{page.siteName}</a>
        </dd>
        {page.template && (
          <>
            <dt>{words.template}</dt>
            <dd>{page.template}</dd>
          </>
        )}
        <dt>{words.lastSeen}</dt>
        <dd>{format.date(page.lastSeenAt)}</dd>
        {!mayWrite && (
          <>
            <dt>{words.office}</dt>
            <dd>{page.office?.name ?? words.noOffice}</dd>
          </>
        )}
      </dl>
      {mayWrite && <OfficeForm page={page} onChanged={onChanged} />}
    </section>
  )
}

/** Which office answers for the page: its people find its findings among theirs. */
function OfficeForm({ page, onChanged }: { readonly page: PageDetail; readonly onChanged: () => void }) {
  const { page: words } = useWords()
  const [officeId, setOffice] = useState(page.office?.id ?? '')
  const offices = useResource('offices', (signal) => listAll<Office>('/offices', signal))
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      await client.patch(`/pages/${page.id}`, { officeId: officeId || null })
      announce(words.officeSaved)
      onChanged()
    })
  }
  return (
    <Resource of={offices} empty={<p>{words.noOffice}</p>}>
      {(items) => (
        <form noValidate onSubmit={submit}>
          {action.problem && <ProblemNotice problem={action.problem} />}
          <Select
            label={words.office}
            name="officeId"
            value={officeId}
            onValue={setOffice}
            options={[
              { value: '', label: words.noOffice },
              ...items.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <button type="submit" class="btn btn-outline-primary" aria-disabled={action.isBusy}>
            {words.saveOffice}
          </button>
        </form>
      )}
    </Resource>
  )
}
