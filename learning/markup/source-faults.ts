import { parseFragment } from 'parse5'

/** Where a source breaks the rules of HTML: a line from 1, and the standard's name of the fault. */
export interface SourceFault {
  readonly line: number
  readonly code: string
}

/** Faults of a piece of source, the first of each line. https://html.spec.whatwg.org/multipage/parsing.html#parse-errors */
export function sourceFaults(source: string): readonly SourceFault[] {
  const found = new Map<number, SourceFault>()
  parseFragment(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) => {
      if (!found.has(startLine)) found.set(startLine, { line: startLine, code })
    },
  })
  return [...found.values()].sort((a, b) => a.line - b.line)
}
