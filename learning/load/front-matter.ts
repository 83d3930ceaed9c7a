import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { ContentFault } from '../content-error.ts'

/** YAML that remembers where everything stands in its file. */
export interface Located {
  readonly value: unknown
  /** Line in the file of a field, or of the nearest thing around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
  readonly faults: readonly ContentFault[]
}

/** @param from line of the file on which the text begins, counted from 1 */
export function readYaml(text: string, file: string, from: number): Located {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + from - 1
  const faults = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    file,
    line: lineAt(pos[0]),
    field: '',
    message: `YAML cannot be read: ${message}`,
  }))
  const value: unknown = document.errors.length > 0 ? null : document.toJS()
  return { value, faults, lineOf: (path) => lineAt(offsetOf(document, path)) }
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : 0
}

/** The value as its schema reads it, or every fault with its line. */
export function readAs<T>(
  located: Located,
  schema: z.ZodType<T>,
  file: string,
  prefix = '',
): { readonly value?: T; readonly faults: readonly ContentFault[] } {
  if (located.faults.length > 0) return { faults: located.faults }
  const parsed = schema.safeParse(located.value ?? {})
  if (parsed.success) return { value: parsed.data, faults: [] }
  const faults = parsed.error.issues.flatMap((issue) => {
    // What is misspelt is told where it stands, not where it was looked for.
    const strays = issue.code === 'unrecognized_keys' ? issue.keys : []
    const told = (path: readonly PropertyKey[], message: string): ContentFault => ({
      file,
      line: located.lineOf(path),
      field: `${prefix}${path.map(String).join('.')}`,
      message,
    })
    return strays.length > 0
      ? strays.map((key) => told([...issue.path, key], 'no field is called so here'))
      : [told(issue.path, issue.message)]
  })
  return { faults }
}

export interface Parts {
  readonly front: string
  readonly body: string
  /** Line on which the body begins. */
  readonly bodyLine: number
}

/** Front matter between two lines of three hyphens, and what follows; undefined when there is none. */
export function splitFront(text: string): Parts | undefined {
  const found = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!found) return undefined
  const [whole, front = ''] = found
  return { front, body: text.slice(whole.length), bodyLine: whole.split('\n').length }
}
