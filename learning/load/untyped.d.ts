// Plugins of markdown-it that come without types: functions for `md.use`.
declare module 'markdown-it-abbr' {
  import type { MarkdownIt } from 'markdown-it'

  const plugin: (md: MarkdownIt) => void
  export default plugin
}

declare module 'markdown-it-container' {
  import type { MarkdownIt } from 'markdown-it'

  interface Options {
    readonly render: (tokens: readonly { readonly nesting: number }[], at: number) => string
  }
  const plugin: (md: MarkdownIt, name: string, options: Options) => void
  export default plugin
}
