import { useState } from 'preact/hooks'
import type { ExerciseShape } from '../client.ts'
import { isWeb } from '../components/finding-explained.tsx'
import { announce } from '../components/live-region.tsx'
import { useWords } from '../hooks/use-words.ts'
import { regionsOf } from './learning.ts'

type Origin = NonNullable<ExerciseShape['finding']>

/** Where an exercise from the own site comes from: the page, the place in words, the picture of what is wrong. */
export function OwnOrigin({ finding }: { readonly finding: Origin }) {
  const { learning: words, common } = useWords()
  return (
    <section class="card-box" aria-labelledby="origin">
      <h2 id="origin" class="card-title">
        {words.fromYourSite}
      </h2>
      <p>
        <a href={`/segnalazioni/${finding.id}`}>{finding.title}</a>
      </p>
      <p>
        {isWeb(finding.pageUrl) ? (
          <a href={finding.pageUrl} target="_blank" rel="noreferrer">
            {finding.pageTitle || finding.pageUrl} {common.opensElsewhere}
          </a>
        ) : (
          finding.pageTitle
        )}
        {finding.where && `. ${finding.where}`}
      </p>
      {finding.pictureUrl && <img class="own-picture" src={finding.pictureUrl} alt={words.ownPicture} />}
    </section>
  )
}

/** Practice is not the repair: what to do with what was written, in the order in which it is done. */
export function OwnNext({ finding, html }: { readonly finding: Origin; readonly html: string }) {
  const { learning: words, common } = useWords()
  const [region] = regionsOf(html)
  return (
    <>
      <p>{words.nowOnSite}</p>
      <ol>
        <li>
          {region && region.kind !== 'rich' && region.value ? (
            <Copy text={region.value} />
          ) : (
            words.doAlikeInCms
          )}
        </li>
        {isWeb(finding.editUrl) && (
          <li>
            <a href={finding.editUrl} target="_blank" rel="noreferrer">
              {words.openInCms} {common.opensElsewhere}
            </a>
          </li>
        )}
        <li>
          <a href={`/segnalazioni/${finding.id}`}>{words.thenRecheck}</a>
        </li>
      </ol>
    </>
  )
}

function Copy({ text }: { readonly text: string }) {
  const { learning: words } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // Without permission the text is there to be read and copied by hand.
    await navigator.clipboard?.writeText(text).catch(() => undefined)
    setCopied(true)
    announce(words.copied)
  }
  return (
    <>
      {words.copyIt} <q lang="it">{text}</q>{' '}
      <button type="button" class="btn btn-outline-primary btn-sm" onClick={copy}>
        {isCopied ? words.copied : words.copy}
      </button>
    </>
  )
}
