/** What one file may hold, so that it opens on an old computer and goes by mail. */
export interface Limits {
  /** Characters of findings told whole, pictures included. */
  readonly detailChars: number
  /** Characters of pictures inside the file; the others stay in the folder beside it. */
  readonly pictureChars: number
  /** Rows of each long table. What is left out is said, and is in the data formats. */
  readonly rows: number
  /** Links from pages to their findings, over all pages. */
  readonly pageLinks: number
}

/** Bytes. */
export const MAX_FILE_BYTES = 5_000_000

const LIMITS: Limits = { detailChars: 2_400_000, pictureChars: 1_200_000, rows: 500, pageLinks: 8_000 }

/** Pages listed one by one; beyond, the spreadsheet is the better reader. */
export const MAX_PAGES = 1_000

/** Ever smaller: long titles and addresses may make even a cut list heavy. */
export const LIMIT_STEPS: readonly Limits[] = [1, 0.5, 0.2, 0.05].map((scale) => ({
  detailChars: LIMITS.detailChars * scale,
  pictureChars: LIMITS.pictureChars * scale,
  rows: LIMITS.rows * scale,
  pageLinks: LIMITS.pageLinks * scale,
}))
