/** One fault of a content file: where it is, what was found, what was expected. Lines count from 1. */
export interface ContentFault {
  /** Path from the content folder, with `/`. */
  readonly file: string
  /** 0: the file as a whole. */
  readonly line: number
  /** Dotted path of the field, as in `checks.0.text.of`; empty for the file as a whole. */
  readonly field: string
  /** One sentence for the author: what is wrong and what was expected. */
  readonly message: string
}

/** `file:line field: message`, the form that editors make clickable. */
export const faultLine = ({ file, line, field, message }: ContentFault): string =>
  `${file}${line > 0 ? `:${line}` : ''}${field ? ` ${field}` : ''}: ${message}`
