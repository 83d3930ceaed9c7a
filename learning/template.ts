/** Says whether a text is a template whose blanks, `{missing}` or `{n}`, were filled in. */
export function isMadeOf(text: string, template: string): boolean {
  const pieces = template.split(/\{\w+\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pieces.join('[\\s\\S]*')}$`).test(text)
}
