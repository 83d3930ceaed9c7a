import { Field } from '../components/field.tsx'
import { useWords } from '../hooks/use-words.ts'

interface Link {
  readonly pattern: string
  readonly url: string
}

interface Props {
  readonly links: readonly Link[]
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (links: readonly Link[]) => void
}

/** How a page is opened in the CMS: pairs of a pattern and an address, the first that fits wins. */
export function EditLinks({ links, errors, onChange }: Props) {
  const words = useWords()
  const change = (at: number, part: Partial<Link>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)))
  return (
    <fieldset>
      <legend>{words.site.editLinks}</legend>
      <p class="hint">{words.site.editLinksHint}</p>
      {links.map((link, index) => (
        <fieldset key={index} class="pair">
          <legend>{words.site.editLink(index + 1)}</legend>
          <Field
            label={words.site.pattern}
            name={`editLinks.${index}.pattern`}
            isCode
            hint={words.site.patternHint}
            value={link.pattern}
            onValue={(pattern) => change(index, { pattern })}
            error={errors[`editLinks.${index}.pattern`]}
          />
          <Field
            label={words.site.editUrl}
            name={`editLinks.${index}.url`}
            isCode
            hint={words.site.editUrlHint}
            value={link.url}
            onValue={(url) => change(index, { url })}
            error={errors[`editLinks.${index}.url`]}
          />
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            onClick={() => onChange(links.filter((_, other) => other !== index))}
          >
            {words.site.removeEditLink(index + 1)}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        class="btn btn-outline-primary btn-sm field-gap"
        onClick={() => onChange([...links, { pattern: '', url: '' }])}
      >
        {words.site.addEditLink}
      </button>
    </fieldset>
  )
}
