import { html, type Markup } from '../markup.ts'
import { MESSAGES } from './messages.ts'
import type { View } from './view.ts'

interface Column<Row> {
  readonly head: string
  readonly isUrl?: boolean
  cell(row: Row): Markup | string | number | null
}

/** A table that scrolls by itself when it is wider than the window, and can be reached with the keyboard. */
export function table<Row>(
  view: View,
  caption: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): Markup {
  const heads = columns.map(({ head }) => html`<th scope="col">${head}</th>`)
  const cells = (row: Row) =>
    columns.map(({ cell, isUrl }, at) =>
      at === 0
        ? html`<th scope="row">${cell(row)}</th>`
        : html`<td${isUrl && html` class="url"`}>${cell(row)}</td>`,
    )
  return html`<div class="table" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.slice(0, view.limits.rows).map(
    (row) => html`<tr>${cells(row)}</tr>
`,
  )}</tbody></table></div>${cutNote(view, rows.length)}`
}

/** A list that is cut says so: what is missing here is in the other formats. */
export function cutNote({ report, limits }: View, all: number): Markup | null {
  return all > limits.rows ? html`<p>${MESSAGES[report.lang].cut(limits.rows, all)}</p>` : null
}
