import { client, type List, type Mail } from '../client.ts'
import { Badge, type Tone } from '../components/badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import type { IconName } from '../components/icon.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { AdminTabProps } from './administration.tsx'

const LOOKS: Readonly<Record<Mail['status'], readonly [Tone, IconName]>> = {
  queued: ['neutral', 'clock'],
  sent: ['success', 'check'],
  failed: ['danger', 'cross'],
  kept: ['info', 'square'],
}

export function AdminMail({ query: { cursor } }: AdminTabProps) {
  const words = useWords()
  const format = useFormat()
  const mails = useResource(`${cursor}`, (signal) => client.get<List<Mail>>('/mails', { cursor }, signal))
  return (
    <>
      <p>{words.administration.mailLead}</p>
      <Resource of={mails} empty={<Empty title={words.administration.mailEmpty} />}>
        {({ items, next, total }) => (
          <>
            <DataTable
              caption={words.administration.mail}
              isCaptionHidden
              columns={columns(words, format)}
              rows={items}
              rowKey={({ id }) => id}
            />
            <Pager
              shown={items.length}
              total={total}
              nextHref={next && `/amministrazione/posta?cursor=${encodeURIComponent(next)}`}
              firstHref={cursor ? '/amministrazione/posta' : null}
            />
          </>
        )}
      </Resource>
    </>
  )
}

const columns = ({ administration: words }: Messages, format: Format): readonly Column<Mail>[] => [
  {
    key: 'subject',
    label: words.subject,
    isHeader: true,
    cell: ({ subject, body }) => (
      <>
        {subject}
        <details class="disclosure">
          <summary>
            {words.showText}
            <span class="visually-hidden">: {subject}</span>
          </summary>
          <MailText body={body} />
        </details>
      </>
    ),
  },
  { key: 'to', label: words.recipient, cell: ({ recipient }) => recipient },
  {
    key: 'state',
    label: words.mailState,
    cell: ({ status, error }) => {
      const [tone, icon] = LOOKS[status]
      return (
        <>
          <Badge tone={tone} icon={icon} label={words.mailStatus[status]} />
          {error && <p class="aside-line">{error}</p>}
        </>
      )
    },
  },
  {
    key: 'when',
    label: words.when,
    cell: ({ sentAt, createdAt }) => format.dateTime(sentAt ?? createdAt),
  },
]

/** The text of a mail with its web addresses as links: without SMTP this is how links reach people. */
function MailText({ body }: { readonly body: string }) {
  return (
    <p class="mail-text">
      {body.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
        index % 2 ? (
          <a key={part} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}
