import { lazy, Suspense } from 'preact/compat'
import { useMemo } from 'preact/hooks'
import { Check, Field } from '../components/field.tsx'
import { Waiting } from '../components/resource.tsx'
import { useWords } from '../hooks/use-words.ts'
import { applyPut, type Region, regionsOf } from './learning.ts'
import { PagePreview } from './page-preview.tsx'
import type { ViewProps } from './view.ts'

/** Loaded when a page has text to edit: an editor is large. */
const RichEditor = lazy(async () => (await import('./rich-editor.tsx')).RichEditor)

/** A page with marked regions, edited as in a CMS; the page as it is now stands beside it. */
export function RepairView({ exercise, answer, onAnswer }: ViewProps<'repair-page'> | ViewProps<'build'>) {
  const regions = useMemo(() => regionsOf(exercise.spec.page), [exercise])
  return (
    <div class="columns">
      <div class="column-half">
        {regions.map((region) => (
          <RegionField
            key={region.id}
            name={exercise.id}
            region={region}
            html={answer.html}
            onPut={(place, value) => onAnswer({ html: applyPut(answer.html, { [place]: value }) })}
          />
        ))}
      </div>
      <div class="column-half">
        <PagePreview title={exercise.title} html={answer.html} />
      </div>
    </div>
  )
}

/** Raw text beside the page to be made of it. */
export function BuildView(props: ViewProps<'build'>) {
  const { learning: words } = useWords()
  return (
    <>
      <section class="card-box" aria-label={words.raw}>
        <h3>{words.raw}</h3>
        <pre class="raw-text">{props.exercise.spec.raw}</pre>
      </section>
      <RepairView {...props} />
    </>
  )
}

interface RegionProps {
  readonly name: string
  readonly region: Region
  readonly html: string
  readonly onPut: (place: string, value: string | null) => void
}

function RegionField({ name, region, html, onPut }: RegionProps) {
  const { learning: words } = useWords()
  const now = regionsOf(html).find(({ id }) => id === region.id) ?? region
  const place = `#${region.id}`
  if (region.kind === 'rich') {
    return (
      <Suspense fallback={<Waiting />}>
        <RichEditor
          label={words.region(region.label)}
          html={now.value}
          onHtml={(value) => onPut(place, value)}
        />
      </Suspense>
    )
  }
  if (region.kind === 'text') {
    return (
      <Field
        label={words.region(region.label)}
        name={`${name}-${region.id}`}
        value={now.value}
        onValue={(value) => onPut(place, escapeText(value))}
      />
    )
  }
  const isDecoration = now.hasAlt && now.value === ''
  return (
    <fieldset class="field">
      <legend>{words.image(region.label)}</legend>
      <Field
        label={words.alt}
        name={`${name}-${region.id}`}
        rows={2}
        isRequired={false}
        value={now.value}
        onValue={(value) => onPut(`${place}@alt`, value)}
      />
      <Check
        label={words.decoration}
        name={`${name}-${region.id}-decoration`}
        isChecked={isDecoration}
        onChecked={(is) => onPut(`${place}@alt`, is ? '' : null)}
      />
    </fieldset>
  )
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
