interface Props {
  readonly items: readonly { readonly label: string; readonly value: string; readonly href?: string }[]
  /** Names the group when no heading above does. */
  readonly label?: string
}

/** A few large numbers with what they count, in that order for screen readers: the words, then the number. */
export function Figures({ items, label }: Props) {
  return (
    <dl class="figures" aria-label={label}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.href ? <a href={item.href}>{item.value}</a> : item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
