import { type DefaultTreeAdapterTypes, html as names, parseFragment, Tokenizer } from 'parse5'

/** Where a source breaks the rules of HTML: a line from 1, and the standard's name of the fault. */
export interface SourceFault {
  readonly line: number
  readonly code: string
}

/** Their end tag may be left out. https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const MAY_STAY_OPEN =
  /^(p|li|dt|dd|option|optgroup|colgroup|caption|thead|tbody|tfoot|tr|td|th|rb|rt|rp|html|head|body)$/
/** They have no end tag. https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

/** Faults of a piece of source, the first of each line. https://html.spec.whatwg.org/multipage/parsing.html#parse-errors */
export function sourceFaults(source: string): readonly SourceFault[] {
  const found: SourceFault[] = []
  const fragment = parseFragment(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) => found.push({ line: startLine, code }),
  })
  // The parser puts right in silence what its standard lets it put right: tags that match nothing.
  const closed = new Set<number>()
  walk(fragment, (element) => {
    const place = element.sourceCodeLocation
    if (place?.endTag) closed.add(place.endTag.startOffset)
    else if (place?.startTag && !MAY_STAY_OPEN.test(element.tagName) && !VOID.test(element.tagName))
      found.push({ line: place.startTag.startLine, code: 'open-elements-left-after-eof' })
  })
  for (const { offset, line } of endTagsOf(source)) {
    if (!closed.has(offset)) found.push({ line, code: 'end-tag-without-matching-open-element' })
  }
  const first = new Map(found.toReversed().map((fault) => [fault.line, fault]))
  return [...first.values()].sort((a, b) => a.line - b.line)
}

function walk(
  parent: DefaultTreeAdapterTypes.ParentNode,
  see: (element: DefaultTreeAdapterTypes.Element) => void,
): void {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue
    if (child.namespaceURI === names.NS.HTML) see(child)
    walk(child, see)
  }
}

function endTagsOf(source: string): readonly { readonly offset: number; readonly line: number }[] {
  const tags: { offset: number; line: number }[] = []
  const nothing = () => undefined
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onEndTag: ({ location }) => {
        if (location) tags.push({ offset: location.startOffset, line: location.startLine })
      },
      onStartTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
      onCharacter: nothing,
      onNullCharacter: nothing,
      onWhitespaceCharacter: nothing,
    },
  )
  tokenizer.write(source, true)
  return tags
}
