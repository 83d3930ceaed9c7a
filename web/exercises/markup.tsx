import { useMemo } from 'preact/hooks'
import { Check, Field } from '../components/field.tsx'
import { useWords } from '../hooks/use-words.ts'
import { lazyPart } from '../lazy-page.tsx'
import { applyPut, type Region, regionsOf } from './learning.ts'
import { PagePreview } from './page-preview.tsx'
import { SourceEditor } from './source-editor.tsx'
import type { ViewProps } from './view.ts'

/** Loaded when a page has text to edit: an editor is large. */
const RichEditor = lazyPart(async () => (await import('./rich-editor.tsx')).RichEditor)

/** A page with marked regions, edited as in a CMS; the page as it is now stands beside it. */
export function RepairView({
  exercise,
  answer,
  onAnswer,
}: ViewProps<'repair-page'> | ViewProps<'own-site'> | ViewProps<'build'>) {
  const regions = useMemo(() => regionsOf(answer.html), [answer.html])
  return (
    <div class="columns">
      <div class="column-half">
        {regions.map((region) => (
          <RegionField
            key={region.id}
            name={exercise.id}
            region={region}
            isSource={'view' in exercise.spec && exercise.spec.view === 'source'}
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
  /** The region is edited as HTML. */
  readonly isSource: boolean
  readonly onPut: (place: string, value: string | null) => void
}

function RegionField({ name, region, isSource, onPut }: RegionProps) {
  const { learning: words } = useWords()
  const place = `#${region.id}`
  if (region.kind === 'rich' && isSource) {
    return (
      <SourceEditor
        label={words.region(region.label)}
        html={region.value}
        onHtml={(value) => onPut(place, value)}
      />
    )
  }
  if (region.kind === 'rich') {
    return (
      <RichEditor
        label={words.region(region.label)}
        html={region.value}
        onHtml={(value) => onPut(place, value)}
      />
    )
  }
  if (region.kind === 'text') {
    return (
      <Field
        label={words.region(region.label)}
        name={`${name}-${region.id}`}
        value={region.value}
        onValue={(value) => onPut(place, escapeText(value))}
      />
    )
  }
  const isDecoration = region.hasAlt && region.value === ''
  return (
    <fieldset class="field">
      <legend>{words.image(region.label)}</legend>
      <Field
        label={words.alt}
        name={`${name}-${region.id}`}
        rows={2}
        isRequired={false}
        value={region.value}
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
