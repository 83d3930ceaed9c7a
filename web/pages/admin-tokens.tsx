import { useState } from 'preact/hooks'
import { type ApiToken, ClientProblem, client, type List, type MadeApiToken } from '../client.ts'
import { Confirm } from '../components/confirm.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Check, Field, fieldId } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { SecretOnce } from '../components/secret-once.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'

export function AdminTokens() {
  const words = useWords()
  const format = useFormat()
  const [made, setMade] = useState<MadeApiToken | null>(null)
  const tokens = useResource('tokens', (signal) => client.get<List<ApiToken>>('/tokens', {}, signal))
  return (
    <>
      <p>{words.administration.tokensLead}</p>
      {made && (
        <SecretOnce
          title={words.administration.newToken}
          text={words.administration.newTokenText}
          label={made.name}
          secret={made.token}
        />
      )}
      <div class="columns">
        <div class="column-wide">
          <Resource of={tokens} empty={<Empty title={words.administration.tokensEmpty} />}>
            {({ items }) => (
              <DataTable
                caption={words.administration.tokens}
                isCaptionHidden
                columns={columns(words, format, tokens.reload)}
                rows={items}
                rowKey={({ id }) => id}
              />
            )}
          </Resource>
        </div>
        <div class="column-narrow">
          <NewToken
            onMade={(token) => {
              setMade(token)
              tokens.reload()
            }}
          />
        </div>
      </div>
    </>
  )
}

const columns = (
  { administration: words, common }: Messages,
  format: Format,
  onGone: () => void,
): readonly Column<ApiToken>[] => [
  { key: 'name', label: words.name, isHeader: true, cell: ({ name }) => name },
  {
    key: 'scopes',
    label: words.scopes,
    cell: ({ scopes }) => (
      <ul class="plain">
        {scopes.map((scope) => (
          <li key={scope}>{words.scope[scope]}</li>
        ))}
      </ul>
    ),
  },
  {
    key: 'used',
    label: words.lastUsed,
    cell: ({ lastUsedAt }) => (lastUsedAt ? format.date(lastUsedAt) : common.never),
  },
  {
    key: 'expires',
    label: words.expires,
    cell: ({ expiresAt }) => (expiresAt ? format.date(expiresAt) : words.doesNotExpire),
  },
  {
    key: 'actions',
    label: words.actions,
    cell: ({ id, name }) => (
      <Confirm
        label={words.revoke}
        spoken={words.revokeOf(name)}
        question={`${words.revokeOf(name)}?`}
        text={words.tokensLead}
        confirm={words.revoke}
        onConfirm={async () => {
          await client.del(`/tokens/${id}`)
          announce(words.revoked)
          onGone()
        }}
      />
    ),
  },
]

const SCOPES = ['read', 'audit', 'findings', 'admin'] as const

function NewToken({ onMade }: { readonly onMade: (token: MadeApiToken) => void }) {
  const { administration: words } = useWords()
  const [name, setName] = useState('')
  const [days, setDays] = useState('365')
  const [scopes, setScopes] = useState<readonly string[]>(['read'])
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      if (scopes.length === 0) {
        throw new ClientProblem(422, 'bad-input', words.scopeMissing, { scopes: words.scopeMissing })
      }
      onMade(await client.post<MadeApiToken>('/tokens', { name, scopes, days: Number(days) }))
      setName('')
    })
  }
  const errors = action.problem?.fields ?? {}
  return (
    <form class="card-form" noValidate onSubmit={submit}>
      <ErrorSummary
        problem={action.problem}
        labels={{ name: words.name, scopes: words.scopes, days: words.days }}
      />
      <Field
        label={words.name}
        name="name"
        hint={words.tokenNameHint}
        value={name}
        onValue={setName}
        error={errors.name}
      />
      <fieldset id={fieldId('scopes')} tabIndex={-1} aria-describedby={errors.scopes && 'scopes-error'}>
        <legend>{words.scopes}</legend>
        {errors.scopes && (
          <p class="field-error" id="scopes-error">
            {errors.scopes}
          </p>
        )}
        {SCOPES.map((scope) => (
          <Check
            key={scope}
            label={words.scope[scope]}
            name={`scope-${scope}`}
            isChecked={scopes.includes(scope)}
            onChecked={(isChecked) =>
              setScopes(isChecked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
            }
          />
        ))}
      </fieldset>
      <Field
        label={words.days}
        name="days"
        type="number"
        min={1}
        max={730}
        hint={words.daysHint}
        value={days}
        onValue={setDays}
        error={errors.days}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {words.makeToken}
      </button>
    </form>
  )
}
