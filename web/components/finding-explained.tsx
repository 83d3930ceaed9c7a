import type { FindingDetail } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'
import { WithCode } from './with-code.tsx'

interface Props {
  readonly finding: Pick<FindingDetail, 'help' | 'howToFix' | 'helpUrl' | 'lesson'>
  /** Where its lesson is assigned to somebody; absent for who may not. */
  readonly assignHref?: string | undefined
}

/** Why it matters and how it is fixed, in the few words of the report. */
export function FindingExplained({ finding: { help, howToFix, helpUrl, lesson }, assignHref }: Props) {
  const { finding: words, common, training } = useWords()
  return (
    <section class="explained" aria-labelledby="explained">
      <h2 id="explained" class="visually-hidden">
        {words.what}
      </h2>
      <h3>{words.why}</h3>
      <p>
        <WithCode text={help} />
      </p>
      <h3>{words.how}</h3>
      <p>
        <WithCode text={howToFix} />
      </p>
      <p class="explained-more">
        {lesson && <a href={`/corsi/${lesson}`}>{words.lesson}</a>}
        {lesson && assignHref && <a href={assignHref}>{training.fromFinding}</a>}
        {isWeb(helpUrl) && (
          <a href={helpUrl} target="_blank" rel="noreferrer">
            {words.more} {common.opensElsewhere}
          </a>
        )}
      </p>
    </section>
  )
}

/** Addresses come from audited pages and rules: only those of the web become links. */
export const isWeb = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url)
