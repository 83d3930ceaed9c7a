import { useState } from 'preact/hooks'
import { client, type Schedule } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Check, Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Notice } from '../components/notice.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { SiteTabProps } from './site.tsx'

export function SiteSchedule({ site, onChange }: SiteTabProps) {
  const words = useWords()
  const schedule = useResource(site.id, (signal) =>
    client.get<Schedule | null>(`/sites/${site.id}/schedule`, {}, signal),
  )
  const changed = (said: string) => {
    announce(said)
    schedule.reload()
    onChange()
  }
  return (
    <div class="narrow">
      <p>{words.site.scheduleLead}</p>
      <Resource of={schedule}>
        {(value) => (
          <>
            {value ? <Now schedule={value} /> : <p>{words.site.noSchedule}</p>}
            <Form
              key={value?.nextRunAt ?? ''}
              siteId={site.id}
              schedule={value}
              onSaved={() => changed(words.site.scheduleSaved)}
              onRemoved={() => changed(words.site.scheduleRemoved)}
            />
          </>
        )}
      </Resource>
    </div>
  )
}

function Now({ schedule }: { readonly schedule: Schedule }) {
  const words = useWords()
  const format = useFormat()
  return (
    <>
      {schedule.missedAt && (
        <Notice kind="warning">
          <p>{words.site.missed(format.dateTime(schedule.missedAt))}</p>
        </Notice>
      )}
      <dl class="facts">
        <dt>{words.site.nextRun}</dt>
        <dd>{schedule.isActive ? format.dateTime(schedule.nextRunAt) : words.sites.notPlanned}</dd>
        <dt>{words.site.lastRun}</dt>
        <dd>{schedule.lastRunAt ? format.dateTime(schedule.lastRunAt) : words.common.never}</dd>
      </dl>
    </>
  )
}

interface FormProps {
  readonly siteId: string
  readonly schedule: Schedule | null
  readonly onSaved: () => void
  readonly onRemoved: () => void
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))
const FREQUENCIES = ['daily', 'weekly', 'monthly'] as const

/** What the form holds, all as the controls write it. */
const draftOf = (schedule: Schedule | null) => ({
  frequency: schedule?.frequency ?? 'weekly',
  day: String(schedule?.day ?? 1),
  hour: String(schedule?.hour ?? 22),
  quietFrom: schedule?.quietFrom?.toString() ?? '',
  quietTo: schedule?.quietTo?.toString() ?? '',
  isActive: schedule?.isActive ?? true,
})
type Draft = ReturnType<typeof draftOf>

const numberOrNull = (text: string) => (text === '' ? null : Number(text))
const toBody = (draft: Draft) => ({
  frequency: draft.frequency,
  day: draft.frequency === 'daily' ? null : Number(draft.day),
  hour: Number(draft.hour),
  quietFrom: numberOrNull(draft.quietFrom),
  quietTo: numberOrNull(draft.quietTo),
  isActive: draft.isActive,
})

function Form({ siteId, schedule, onSaved, onRemoved }: FormProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(schedule))
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    if (await action.run(() => client.put(`/sites/${siteId}/schedule`, toBody(draft)))) onSaved()
  }
  const remove = async () => {
    if (await action.run(() => client.del(`/sites/${siteId}/schedule`))) onRemoved()
  }
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} />
      <When draft={draft} onChange={change} />
      <QuietHours draft={draft} onChange={change} />
      <Check
        label={words.site.isActive}
        name="isActive"
        isChecked={draft.isActive}
        onChecked={(isActive) => change({ isActive })}
      />
      <div class="form-actions">
        <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
          {words.site.saveSchedule}
        </button>
        {schedule && (
          <button type="button" class="btn btn-outline-primary" onClick={remove}>
            {words.site.removeSchedule}
          </button>
        )}
      </div>
    </form>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

function When({ draft, onChange }: PartProps) {
  const words = useWords()
  return (
    <div class="field-row">
      <Select
        label={words.site.frequency}
        name="frequency"
        value={draft.frequency}
        onValue={(value) =>
          onChange({ frequency: FREQUENCIES.find((known) => known === value) ?? 'weekly', day: '1' })
        }
        options={FREQUENCIES.map((value) => ({ value, label: words.site.frequencies[value] }))}
      />
      {draft.frequency === 'weekly' && (
        <Select
          label={words.site.weekDay}
          name="day"
          value={draft.day}
          onValue={(day) => onChange({ day })}
          options={words.site.weekDays.map((label, index) => ({ value: String(index + 1), label }))}
        />
      )}
      {draft.frequency === 'monthly' && (
        <Select
          label={words.site.monthDay}
          name="day"
          value={draft.day}
          onValue={(day) => onChange({ day })}
          options={Array.from({ length: 28 }, (_, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          }))}
        />
      )}
      <Select
        label={words.site.hour}
        name="hour"
        value={draft.hour}
        onValue={(hour) => onChange({ hour })}
        options={HOURS}
      />
    </div>
  )
}

function QuietHours({ draft, onChange }: PartProps) {
  const words = useWords()
  const options = [{ value: '', label: words.site.noHour }, ...HOURS]
  return (
    <fieldset aria-describedby="quiet-hint">
      <legend>{words.site.quiet}</legend>
      <p class="hint" id="quiet-hint">
        {words.site.quietHint}
      </p>
      <div class="field-row">
        <Select
          label={words.site.quietFrom}
          name="quietFrom"
          isRequired={false}
          value={draft.quietFrom}
          onValue={(quietFrom) => onChange({ quietFrom })}
          options={options}
        />
        <Select
          label={words.site.quietTo}
          name="quietTo"
          isRequired={false}
          value={draft.quietTo}
          onValue={(quietTo) => onChange({ quietTo })}
          options={options}
        />
      </div>
    </fieldset>
  )
}
