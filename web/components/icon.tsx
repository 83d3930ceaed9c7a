/** Drawn for a box of 24: solid shapes that differ in outline, so that none needs its colour. */
const PATHS = {
  check: 'M9.6 18.2 3.9 12.5l1.9-1.9 3.8 3.8 8.6-8.6 1.9 1.9z',
  cross: 'M6 4.1 12 10.1l6-6L19.9 6l-6 6 6 6-1.9 1.9-6-6-6 6L4.1 18l6-6-6-6z',
  triangle: 'M12 3 23 21H1L12 3Zm-1.2 6.6v5.6h2.4V9.6h-2.4Zm0 7.2v2.2h2.4v-2.2h-2.4Z',
  info: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-1.2 8.6v6.6h2.4v-6.6h-2.4Zm0-3.8v2.2h2.4V6.8h-2.4Z',
  question:
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-1.2 14.2v2.2h2.4v-2.2h-2.4ZM8.3 9.6h2.3c0-.9.6-1.5 1.5-1.5.8 0 1.4.5 1.4 1.2 0 .7-.4 1-1.2 1.6-1 .7-1.6 1.4-1.6 2.9v.7h2.3v-.4c0-.8.4-1.1 1.2-1.7 1-.7 1.7-1.6 1.7-3.1 0-2-1.6-3.3-3.8-3.3-2.3 0-3.8 1.4-3.8 3.6Z',
  circle: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Z',
  ring: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 2.6a5.4 5.4 0 1 0 0 10.8 5.4 5.4 0 0 0 0-10.8Z',
  half: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 2.4v11.2a5.6 5.6 0 0 0 0-11.2Z',
  square: 'M5 5h14v14H5z',
  diamond: 'M12 2.5 21.5 12 12 21.5 2.5 12z',
  dash: 'M4 10.6h16v2.8H4z',
  clock: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-1.2 4.5v6.1l4.6 2.8 1.2-2-3.4-2V6.5h-2.4Z',
  download: 'M10.8 3h2.4v9.2l3.5-3.5 1.7 1.7-6.4 6.4-6.4-6.4 1.7-1.7 3.5 3.5V3ZM4 18.6h16V21H4z',
  external: 'M14 3h7v7h-2.4V7.1l-8.7 8.7-1.7-1.7 8.7-8.7H14V3ZM5 5h6v2.4H5.4v11.2h11.2V13H19v8H3V5h2Z',
  menu: 'M3 5.5h18V8H3V5.5Zm0 5.3h18v2.4H3v-2.4ZM3 16h18v2.5H3V16Z',
  plus: 'M10.7 4h2.6v6.7H20v2.6h-6.7V20h-2.6v-6.7H4v-2.6h6.7z',
  arrow: 'm13.2 5.2 6.8 6.8-6.8 6.8-1.8-1.8 3.7-3.7H4v-2.6h11.1l-3.7-3.7z',
  person: 'M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM3.5 21c0-4.4 3.8-7.5 8.5-7.5s8.5 3.1 8.5 7.5h-17Z',
} as const

export type IconName = keyof typeof PATHS

/** Decoration beside words: hidden from screen readers, drawn in the colour of the text. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
