import { useState } from 'preact/hooks'
import { client, listAll, type Office, type Person } from '../client.ts'
import { Dialog } from '../components/dialog.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'

interface Props {
  /** Who hands over; null: nobody, the dialog is closed. */
  readonly person: Person | null
  readonly offices: readonly Office[]
  readonly onClose: () => void
}

/** All that somebody has in hand goes to an office or to a colleague: when people leave, or are away for long. */
export function HandOver({ person, offices, onClose }: Props) {
  const { administration: words } = useWords()
  return (
    <Dialog isOpen={person !== null} title={person ? words.handOverOf(person.name) : ''} onClose={onClose}>
      {person && <Choice key={person.id} person={person} offices={offices} onClose={onClose} />}
    </Dialog>
  )
}

type ChoiceProps = Props & { readonly person: Person }

function Choice(props: ChoiceProps) {
  const people = useResource('hand-over', (signal) => listAll<Person>('/people', signal))
  return (
    <Resource of={people}>
      {(all) => <Form {...props} people={all.filter(({ id }) => id !== props.person.id)} />}
    </Resource>
  )
}

function Form({ person, offices, people, onClose }: ChoiceProps & { readonly people: readonly Person[] }) {
  const { administration: words, common } = useWords()
  const format = useFormat()
  const [to, setTo] = useState('')
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const [kind, id] = to.split(' ')
    const body = {
      fromPersonId: person.id,
      officeId: kind === 'office' ? id : null,
      personId: kind === 'person' ? id : null,
    }
    let count = 0
    const isDone = await action.run(async () => {
      count = (await client.post<{ count: number }>('/findings/hand-over', body)).count
    })
    if (!isDone) return
    announce(words.handedOver(format.number(count)))
    onClose()
  }
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary problem={action.problem} labels={{ personId: words.handOverTo }} />
      <p>{words.handOverText}</p>
      <Select
        label={words.handOverTo}
        name="personId"
        value={to}
        onValue={setTo}
        error={action.problem?.fields.personId}
        options={[
          { value: '', label: words.handOverChoose },
          ...offices.map(({ id, name }) => ({ value: `office ${id}`, label: words.handOverOffice(name) })),
          ...people.map(({ id, name }) => ({ value: `person ${id}`, label: name })),
        ]}
      />
      <p class="actions">
        <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
          {words.handOver}
        </button>
        <button type="button" class="btn btn-outline-primary" onClick={onClose}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}
