import { useEffect, useRef, useState } from 'preact/hooks'
import type { HistoryPoint } from '../client.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { DataTable } from './data-table.tsx'

interface Props {
  /** Oldest first; at least two. */
  readonly points: readonly HistoryPoint[]
}

/** CSS px, until the real width is known. */
const FIRST_WIDTH = 640
const HEIGHT = 240
const LEFT = 40
const BOTTOM = 32
const TOP = 16

/**
 * Problems at each audit. It must:
 * - give its numbers in a table beside the drawing, and say in words what the drawing shows;
 * - mark the audits made with other rules, whose change is no trend, with another shape;
 * - start its scale at zero.
 */
export function HistoryChart({ points }: Props) {
  const words = useWords()
  const format = useFormat()
  return (
    <figure class="history">
      <Drawing points={points} />
      <details>
        <summary>{words.site.historyShow}</summary>
        <DataTable
          caption={words.site.historyTable}
          columns={[
            {
              key: 'date',
              label: words.site.date,
              isHeader: true,
              cell: (point) => format.date(point.finishedAt),
            },
            {
              key: 'issues',
              label: words.site.issues,
              isNumber: true,
              cell: (point) => format.number(point.issues),
            },
            {
              key: 'toJudge',
              label: words.labels.criterionStatus['to-judge'],
              isNumber: true,
              cell: (point) => format.number(point.toJudge),
            },
            {
              key: 'new',
              label: words.site.newCount,
              isNumber: true,
              cell: (point) => format.number(point.newCount),
            },
            {
              key: 'fixed',
              label: words.site.fixedCount,
              isNumber: true,
              cell: (point) => format.number(point.fixedCount),
            },
            {
              key: 'pages',
              label: words.site.pages,
              isNumber: true,
              cell: (point) => format.number(point.pages),
            },
            {
              key: 'note',
              label: words.site.note,
              cell: (point) => (point.isOtherTool ? words.site.otherTool : '–'),
            },
          ]}
          rows={points.toReversed()}
          rowKey={(point) => point.auditId}
        />
      </details>
    </figure>
  )
}

/** Drawn at its real width, so that its words keep their size on a phone. */
function Drawing({ points }: Props) {
  const words = useWords()
  const format = useFormat()
  const svg = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(FIRST_WIDTH)
  useEffect(() => {
    if (!svg.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    watch.observe(svg.current)
    return () => watch.disconnect()
  }, [])
  const top = scaleTop(Math.max(...points.map(({ issues }) => issues)))
  const step = (width - LEFT - 16) / Math.max(1, points.length - 1)
  const placed = points.map((point, index) => ({
    point,
    x: LEFT + 8 + index * step,
    y: TOP + (1 - point.issues / top) * (HEIGHT - TOP - BOTTOM),
  }))
  const label = words.site.historyChart(
    format.number(points[0]?.issues ?? 0),
    format.number(points.at(-1)?.issues ?? 0),
  )
  return (
    <svg ref={svg} class="history-drawing" height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      {[0, top / 2, top].map((value) => {
        const y = TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM)
        return (
          <g key={value}>
            <path class="trend-base" d={`M${LEFT} ${y}H${width}`} />
            <text class="history-text" x={LEFT - 8} y={y + 5} text-anchor="end">
              {format.number(value)}
            </text>
          </g>
        )
      })}
      <polyline class="trend-line" points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {placed.map(({ point, x, y }) =>
        point.isOtherTool ? (
          <rect key={point.auditId} class="trend-dot is-other" x={x - 5} y={y - 5} width="10" height="10" />
        ) : (
          <circle key={point.auditId} class="trend-dot" cx={x} cy={y} r="5" />
        ),
      )}
      <text class="history-text" x={LEFT} y={HEIGHT - 6}>
        {format.shortDate(points[0]?.finishedAt ?? '')}
      </text>
      <text class="history-text" x={width} y={HEIGHT - 6} text-anchor="end">
        {format.shortDate(points.at(-1)?.finishedAt ?? '')}
      </text>
    </svg>
  )
}

/** The next even round number: its half is whole too. */
function scaleTop(highest: number): number {
  if (highest <= 2) return 2
  const unit = 10 ** Math.floor(Math.log10(highest))
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * unit).find((value) => value >= highest) ?? highest
}
