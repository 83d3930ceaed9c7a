interface Props {
  /** Oldest first. */
  readonly values: readonly number[]
  /** What the line shows, in words: this is what screen readers get. */
  readonly label: string
  readonly width?: number
  readonly height?: number
}

/** CSS px kept free around the line, for its dots. */
const EDGE = 6

/**
 * A line of few numbers. It must:
 * - say in words what it shows; whoever needs the numbers finds them in a table beside it;
 * - keep its line visible in forced colours;
 * - always start its scale at zero, so that a small change does not look like a large one.
 */
export function Trend({ values, label, width = 160, height = 48 }: Props) {
  const highest = Math.max(1, ...values)
  const step = values.length > 1 ? (width - 2 * EDGE) / (values.length - 1) : 0
  const points = values.map((value, index) => ({
    x: EDGE + index * step,
    y: height - EDGE - (value / highest) * (height - 2 * EDGE),
  }))
  const last = points.at(-1)
  return (
    <svg class="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path class="trend-base" d={`M0 ${height - 0.5}H${width}`} />
      <polyline class="trend-line" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {last && <circle class="trend-dot" cx={last.x} cy={last.y} r="4" />}
    </svg>
  )
}
