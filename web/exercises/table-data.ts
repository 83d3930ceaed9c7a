/** A data table as a form has it: cells of plain text, and which side heads them. */
export interface TableData {
  readonly caption: string
  readonly headsColumns: boolean
  readonly headsRows: boolean
  readonly rows: readonly (readonly string[])[]
}

const EMPTY: TableData = {
  caption: '',
  headsColumns: false,
  headsRows: false,
  rows: [
    ['', ''],
    ['', ''],
  ],
}

/** @param html of a table; an empty text is a new one */
export function readTable(html: string): TableData {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return EMPTY
  const rows = [...table.rows].map((row) => [...row.cells])
  const width = Math.max(1, ...rows.map((cells) => cells.length))
  return {
    caption: table.caption?.textContent?.trim() ?? '',
    headsColumns:
      rows[0]?.slice(1).every(({ tagName }) => tagName === 'TH') === true && (rows[0]?.length ?? 0) > 1,
    headsRows: rows.length > 1 && rows.slice(1).every(([cell]) => cell?.tagName === 'TH'),
    rows: rows.map((cells) => Array.from({ length: width }, (_, at) => cells[at]?.textContent?.trim() ?? '')),
  }
}

export function writeTable({ caption, headsColumns, headsRows, rows }: TableData): string {
  const cell = (text: string, row: number, column: number) => {
    const scope = headsColumns && row === 0 ? 'col' : headsRows && column === 0 ? 'row' : null
    // The corner of a table headed on both sides heads nothing when it is empty.
    const isHeader = scope !== null && !(row === 0 && column === 0 && text.trim() === '')
    return isHeader ? `<th scope="${scope}">${escapeText(text)}</th>` : `<td>${escapeText(text)}</td>`
  }
  const lines = rows.map(
    (cells, row) => `<tr>${cells.map((text, column) => cell(text, row, column)).join('')}</tr>`,
  )
  return `<table>${caption.trim() ? `<caption>${escapeText(caption)}</caption>` : ''}<tbody>${lines.join('')}</tbody></table>`
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
