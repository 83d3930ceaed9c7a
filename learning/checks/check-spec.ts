import { z } from 'zod'

/** One of each group must be there, whatever its case or accents: `[[sagra, festa], [sabato]]`. */
const groups = z.array(z.array(z.string().min(1)).min(1)).min(1)
const span = z.tuple([z.int().min(0), z.int().min(0)])

/** `selector` for the text of an element, `selector@attribute` for an attribute. */
const place = z.string().min(1)

/** The closed vocabulary of checks. Each check names exactly one of these. */
const assertions = {
  /** axe rules that must not fail anywhere in the page. */
  axe: z.strictObject({ absent: z.array(z.string()).min(1) }),
  /** Elements inside `in` (default: the page): how many match `exists`, what their text contains. */
  dom: z.strictObject({
    in: z.string().default(':root'),
    exists: z.string().optional(),
    absent: z.string().optional(),
    count: span.optional(),
    containsText: groups.optional(),
    lacksText: z.array(z.string()).optional(),
  }),
  /** A text or an attribute: length in characters, words that must or must not be there, another value it must not be. */
  text: z.strictObject({
    of: place,
    length: span.optional(),
    contains: groups.optional(),
    lacks: z.array(z.string()).optional(),
    differsFrom: place.optional(),
    equals: z.string().optional(),
    language: z.string().optional(),
  }),
  /** Headings inside `in`: no level skipped, exactly one h1 in the page unless `h1: false`; at least `min`. */
  headings: z.strictObject({
    in: z.string().default(':root'),
    min: z.int().min(1).default(1),
    h1: z.boolean().default(true),
  }),
  /** A data table: header cells with scope, a caption when asked for, no merged cells unless allowed, rows × columns. */
  table: z.strictObject({
    of: z.string().default('table'),
    caption: z.boolean().default(true),
    headers: z.enum(['columns', 'rows', 'both']).default('columns'),
    merged: z.boolean().default(false),
    rows: z.int().min(1).optional(),
    columns: z.int().min(1).optional(),
  }),
  /** A list: its kind, how many items; no item begins with a typed dash or number. */
  list: z.strictObject({ of: z.string().default('ul, ol'), ordered: z.boolean().optional(), items: span }),
  /** The computed accessible name: equal to `is`, or containing one of each group. */
  name: z.strictObject({ of: z.string(), is: z.string().optional(), contains: groups.optional() }),
  /** Order of the Tab key: the selectors in this order, others may come between. */
  tabOrder: z.strictObject({ order: z.array(z.string()).min(2) }),
  /** Contrast of the words inside an element; the page gets its colours by class, from `markup/palette.ts`. */
  contrast: z.strictObject({ of: z.string(), min: z.number().min(1).max(21) }),
  /** Gulpease of a text, 0 to 100, and facts of the source that must survive. */
  readability: z.strictObject({
    of: z.string(),
    min: z.int().min(1).max(100),
    facts: z.array(z.string()).default([]),
  }),
  /** What must not change, as normalised text and attributes: everything but the selectors. */
  unchanged: z.strictObject({ allBut: z.string() }),
} as const
export type Assertions = { readonly [K in keyof typeof assertions]: z.infer<(typeof assertions)[K]> }
export type AssertionId = keyof Assertions

const one = Object.fromEntries(
  Object.entries(assertions).map(([name, shape]) => [name, shape.optional()]),
) as { [K in AssertionId]: z.ZodOptional<(typeof assertions)[K]> }

export const check = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    /** What is asked, in a few words, for the list that shows what is done: «Testo alternativo della foto». */
    label: z.string().min(3).max(60).optional(),
    /** Not required: asked for on request, never in the way. */
    required: z.boolean().default(true),
    /** Why it matters to a named kind of person; `{missing}` stands for what was not found. */
    ifFails: z.string().min(10).max(300),
    ...one,
  })
  .refine(
    (value) =>
      Object.keys(assertions).filter((name) => value[name as AssertionId] !== undefined).length === 1,
    { message: `exactly one of ${Object.keys(assertions).join(', ')}` },
  )
export type Check = z.infer<typeof check>
