import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { client, listAll, type Office, type Site } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Check, Field, Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { SiteTabProps } from './site.tsx'
import { EditLinks } from './site-edit-links.tsx'

const draftOf = (site: Site) => ({
  name: site.name,
  officeId: site.office?.id ?? '',
  maxPages: String(site.options.maxPages),
  include: site.options.include.join('\n'),
  exclude: site.options.exclude.join('\n'),
  level: site.options.level,
  bestPractices: site.options.bestPractices,
  pictures: site.options.pictures,
  editLinks: site.editLinks.map(({ pattern, url }) => ({ pattern, url })),
})
export type SettingsDraft = ReturnType<typeof draftOf>

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
const toBody = (draft: SettingsDraft) => ({
  name: draft.name,
  officeId: draft.officeId || null,
  options: {
    maxPages: Number(draft.maxPages),
    include: lines(draft.include),
    exclude: lines(draft.exclude),
    level: draft.level,
    bestPractices: draft.bestPractices,
    pictures: draft.pictures,
  },
  editLinks: draft.editLinks.filter(({ pattern, url }) => pattern.trim() || url.trim()),
})

export function SiteSettings({ site, onChange }: SiteTabProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(site))
  const change = (part: Partial<SettingsDraft>) => setDraft({ ...draft, ...part })
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!(await action.run(() => client.patch(`/sites/${site.id}`, toBody(draft))))) return
    announce(words.site.settingsSaved)
    onChange()
  }
  const errors = action.problem?.fields ?? {}
  return (
    <div class="narrow">
      <form class="card-form" noValidate onSubmit={submit}>
        <ErrorSummary
          problem={action.problem}
          labels={{ name: words.site.name, 'options.maxPages': words.site.maxPages }}
        />
        <General draft={draft} errors={errors} onChange={change} />
        <Scope draft={draft} errors={errors} onChange={change} />
        <EditLinks
          links={draft.editLinks}
          errors={errors}
          onChange={(editLinks) => change({ editLinks: [...editLinks] })}
        />
        <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
          {words.site.saveSettings}
        </button>
      </form>
      <RemoveSite site={site} />
    </div>
  )
}

interface PartProps {
  readonly draft: SettingsDraft
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (part: Partial<SettingsDraft>) => void
}

function General({ draft, errors, onChange }: PartProps) {
  const words = useWords()
  const offices = useResource('offices', (signal) => listAll<Office>('/offices', signal))
  const known = offices.state === 'ready' ? offices.value : []
  return (
    <fieldset>
      <legend>{words.site.general}</legend>
      <Field
        label={words.site.name}
        name="name"
        value={draft.name}
        onValue={(name) => onChange({ name })}
        error={errors.name}
      />
      <Select
        label={words.site.office}
        name="officeId"
        isRequired={false}
        value={draft.officeId}
        onValue={(officeId) => onChange({ officeId })}
        options={[
          { value: '', label: words.site.noOffice },
          ...known.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </fieldset>
  )
}

const LEVELS = ['A', 'AA', 'AAA'] as const

function Scope({ draft, errors, onChange }: PartProps) {
  const words = useWords()
  return (
    <fieldset>
      <legend>{words.site.tab.controlli}</legend>
      <div class="field-row">
        <Field
          label={words.site.maxPages}
          name="options.maxPages"
          type="number"
          min={1}
          max={100_000}
          value={draft.maxPages}
          onValue={(maxPages) => onChange({ maxPages })}
          error={errors['options.maxPages']}
        />
        <Select
          label={words.site.auditLevel}
          name="options.level"
          value={draft.level}
          onValue={(value) => onChange({ level: LEVELS.find((level) => level === value) ?? 'AA' })}
          options={LEVELS.map((value) => ({ value, label: value }))}
        />
      </div>
      {(['include', 'exclude'] as const).map((name) => (
        <Field
          key={name}
          label={words.site[name]}
          name={`options.${name}`}
          rows={3}
          isCode
          isRequired={false}
          hint={words.site.patternsHint}
          value={draft[name]}
          onValue={(value) => onChange({ [name]: value })}
          error={errors[`options.${name}`]}
        />
      ))}
      <Check
        label={words.site.bestPractices}
        name="options.bestPractices"
        hint={words.site.bestPracticesHint}
        isChecked={draft.bestPractices}
        onChecked={(bestPractices) => onChange({ bestPractices })}
      />
      <Check
        label={words.site.pictures}
        name="options.pictures"
        hint={words.site.picturesHint}
        isChecked={draft.pictures}
        onChecked={(pictures) => onChange({ pictures })}
      />
    </fieldset>
  )
}

function RemoveSite({ site }: { readonly site: Site }) {
  const words = useWords()
  const { route } = useLocation()
  return (
    <section aria-labelledby="remove">
      <h2 id="remove">{words.site.remove}</h2>
      <p>{words.site.removeText}</p>
      <Confirm
        label={words.site.remove}
        question={words.site.removeQuestion(site.name)}
        text={words.site.removeText}
        confirm={words.common.delete}
        onConfirm={async () => {
          await client.del(`/sites/${site.id}`)
          route('/siti')
          announce(words.site.removed)
        }}
      />
    </section>
  )
}
