import { useState } from 'preact/hooks'
import { Check, Field } from '../components/field.tsx'
import { useWords } from '../hooks/use-words.ts'
import type { TableData } from './table-data.ts'

interface Props {
  readonly name: string
  readonly first: TableData
  readonly onSave: (data: TableData) => void
  readonly onCancel: () => void
}

/** A table cell by cell: each field is named by its row and column. */
export function TableForm({ name, first, onSave, onCancel }: Props) {
  const { learning: words } = useWords()
  const [data, setData] = useState(first)
  const width = data.rows[0]?.length ?? 1
  const setCell = (row: number, column: number, text: string) =>
    setData({
      ...data,
      rows: data.rows.map((cells, y) => cells.map((cell, x) => (y === row && x === column ? text : cell))),
    })
  const grow = (rows: readonly (readonly string[])[]) => setData({ ...data, rows })
  return (
    <fieldset class="card-box" aria-label={words.table}>
      <Field
        label={words.caption}
        name={`${name}-caption`}
        isRequired={false}
        value={data.caption}
        onValue={(caption) => setData({ ...data, caption })}
      />
      <Check
        label={words.headsColumns}
        name={`${name}-columns`}
        isChecked={data.headsColumns}
        onChecked={(headsColumns) => setData({ ...data, headsColumns })}
      />
      <Check
        label={words.headsRows}
        name={`${name}-rows`}
        isChecked={data.headsRows}
        onChecked={(headsRows) => setData({ ...data, headsRows })}
      />
      <div class="table-cells-scroll">
        <table class="table-cells">
          <caption class="visually-hidden">{words.cells}</caption>
          <tbody>
            {data.rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((text, column) => (
                  <td key={column}>
                    <input
                      class="form-control"
                      aria-label={words.cell(row + 1, column + 1)}
                      value={text}
                      onInput={(event) => setCell(row, column, event.currentTarget.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="actions">
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          onClick={() => grow([...data.rows, Array.from({ length: width }, () => '')])}
        >
          {words.addRow}
        </button>
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          onClick={() => grow(data.rows.map((cells) => [...cells, '']))}
        >
          {words.addColumn}
        </button>
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-disabled={data.rows.length < 2}
          onClick={() => data.rows.length > 1 && grow(data.rows.slice(0, -1))}
        >
          {words.removeRow}
        </button>
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-disabled={width < 2}
          onClick={() => width > 1 && grow(data.rows.map((cells) => cells.slice(0, -1)))}
        >
          {words.removeColumn}
        </button>
      </p>
      <p class="actions">
        <button type="button" class="btn btn-primary btn-sm" onClick={() => onSave(data)}>
          {words.save}
        </button>
        <button type="button" class="btn btn-outline-primary btn-sm" onClick={onCancel}>
          {words.cancel}
        </button>
      </p>
    </fieldset>
  )
}
