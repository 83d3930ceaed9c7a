import type { ComponentChildren } from 'preact'
import { useWords } from '../hooks/use-words.ts'
import { Icon } from './icon.tsx'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => ComponentChildren
  /** Names its row for screen readers; one column a table. */
  readonly isHeader?: boolean
  readonly isNumber?: boolean
}

export interface ExportLink {
  readonly href: string
  /** `CSV`, `XLSX`. */
  readonly label: string
}

interface Props<Row> {
  readonly caption: string
  /** Whether the caption only repeats the heading above: read out, not drawn. */
  readonly isCaptionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly exports?: readonly ExportLink[]
  /** Few short columns: it stays a table at 320 px too. */
  readonly isNarrow?: boolean
}

/**
 * A list as a table. It must:
 * - have a caption, and headers with a scope;
 * - stay readable at 320 px: there each row is stacked, each value after its column's name, and it is still a
 *   table for screen readers (the roles are written out because `display: grid` takes them away in some);
 * - offer what it shows for download when the page says where.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, isCaptionHidden, columns, rows, rowKey, exports, isNarrow } = props
  return (
    <div class={isNarrow ? 'data-table' : 'data-table stacks'}>
      {exports && exports.length > 0 && <Exports links={exports} of={caption} />}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: stacked rows lose their native roles */}
      <table role="table">
        <caption class={isCaptionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, label, isNumber }) => (
              <th key={key} scope="col" role="columnheader" class={isNumber ? 'is-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: stacked rows lose their native roles */}
    </div>
  )
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const { cell, isHeader, isNumber, label } = column
  const className = isNumber ? 'is-number' : undefined
  return isHeader ? (
    // biome-ignore lint/a11y/noRedundantRoles: stacked rows lose their native roles
    <th scope="row" role="rowheader" class={className} data-label={label}>
      <div>{cell(row)}</div>
    </th>
  ) : (
    // biome-ignore lint/a11y/noRedundantRoles: stacked rows lose their native roles
    <td role="cell" class={className} data-label={label}>
      <div>{cell(row)}</div>
    </td>
  )
}

/** Downloads of a list, each link named by what it holds. */
export function Exports({ links, of }: { readonly links: readonly ExportLink[]; readonly of: string }) {
  const words = useWords()
  return (
    <ul class="exports" aria-label={words.common.exports(of)}>
      {links.map(({ href, label }) => (
        <li key={label}>
          <a href={href} download="">
            <Icon name="download" />
            {words.common.download(label)}
            <span class="visually-hidden"> – {of}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
