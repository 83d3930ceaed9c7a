import { useState } from 'preact/hooks'
import { client, type Organisation } from '../client.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import { useSession } from '../session.tsx'

export function AdminOrganisation() {
  const organisation = useResource('organisation', (signal) =>
    client.get<Organisation>('/organisation', {}, signal),
  )
  return (
    <div class="narrow">
      <Resource of={organisation}>{(value) => <Form organisation={value} />}</Resource>
    </div>
  )
}

function Form({ organisation }: { readonly organisation: Organisation }) {
  const { administration: words, common } = useWords()
  const { refresh } = useSession()
  const [name, setName] = useState(organisation.name)
  const [ipaCode, setIpaCode] = useState(organisation.ipaCode ?? '')
  const action = useAction()
  const submit = async (event: Event) => {
    event.preventDefault()
    const isDone = await action.run(async () => {
      await client.patch('/organisation', { name, ipaCode: ipaCode.trim() || null })
      await refresh()
    })
    if (isDone) announce(words.organisationSaved)
  }
  const errors = action.problem?.fields ?? {}
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary
        problem={action.problem}
        labels={{ name: words.organisationName, ipaCode: words.ipaCode }}
      />
      <dl class="facts">
        <dt>{words.kind}</dt>
        <dd>{words.kinds[organisation.kind]}</dd>
      </dl>
      <Field
        label={words.organisationName}
        name="name"
        autoComplete="organization"
        value={name}
        onValue={setName}
        error={errors.name}
      />
      <Field
        label={words.ipaCode}
        name="ipaCode"
        isRequired={false}
        hint={words.ipaHint}
        value={ipaCode}
        onValue={setIpaCode}
        error={errors.ipaCode}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {common.save}
      </button>
    </form>
  )
}
