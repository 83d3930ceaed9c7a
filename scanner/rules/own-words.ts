import { altFault } from './image-alt-quality.ts'
import { vaguenessOf } from './link-context.ts'

/** Rules that judge words by themselves, without the page around them. */
const JUDGES: Readonly<Record<string, (text: string, file: string) => boolean>> = {
  'link-text': (text) => vaguenessOf(text) !== null,
  // A picture without words is decoration: another rule's matter.
  'image-alt-quality': (text, file) => text.trim() !== '' && altFault(text, file) !== null,
}

export const isJudgedByText = (rule: string): boolean => Object.hasOwn(JUDGES, rule)

/**
 * Whether words that an editor wrote would say nothing, by the rule that finds such words on pages.
 *
 * @param file name of the file that a picture comes from
 */
export const saysNothing = (rule: string, text: string, file: string): boolean =>
  JUDGES[rule]?.(text, file) ?? false
