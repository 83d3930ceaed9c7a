import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

interface Props {
  readonly tone: Tone
  readonly icon: IconName
  /** The word that says it all without the shape and the colour. */
  readonly label: string
}

/** A state in one word. It must be told by word and by shape; colour only helps. */
export function Badge({ tone, icon, label }: Props) {
  return (
    <span class={`badge-word badge-${tone}`}>
      <Icon name={icon} />
      {label}
    </span>
  )
}
