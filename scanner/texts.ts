import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

/** What people read about one rule, in one language. Markdown code spans and fences are left as they are. */
interface RuleText {
  /** The fault as a person would say it. */
  readonly title: string
  readonly why: string
  readonly fixEditor: string
  readonly fixDeveloper: string
  /** Id of the lesson that teaches it, or ''. */
  readonly lesson: string
  readonly sources: readonly string[]
}

export interface RuleTexts {
  /** @throws Error when no page was written for the rule. */
  of(ruleId: string): RuleText
  readonly ids: readonly string[]
}

const FOLDER = fileURLToPath(new URL('../content/rules/', import.meta.url))

const HEADINGS = {
  it: ['Perché conta', 'Come si corregge', 'Per chi sviluppa'],
  en: ['Why it matters', 'How to fix it', 'For developers'],
} as const

const frontMatter = z.object({
  title: z.string().min(1),
  lesson: z.string().default(''),
  /** `read`: the day somebody opened the address; left out until somebody has. */
  sources: z.array(z.strictObject({ url: z.url(), read: z.iso.date().optional() })).default([]),
})

/** Reads `content/rules/<rule>.<lang>.md`. @throws Error with every fault: file, line, what was expected. */
export function loadRuleTexts(lang: 'it' | 'en', folder = FOLDER): RuleTexts {
  const ending = `.${lang}.md`
  const texts = new Map<string, RuleText>()
  const faults: string[] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(ending)) continue
    const path = join(folder, file)
    const fault: Fault = (line, expected) => faults.push(`${path}: line ${line}: ${expected}`)
    const text = parseRuleText(readFileSync(path, 'utf8'), lang, fault)
    if (text) texts.set(file.slice(0, -ending.length), text)
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return {
    ids: [...texts.keys()],
    of(ruleId) {
      const text = texts.get(ruleId)
      if (!text) throw new Error(`The rule ${ruleId} has no page ${ruleId}${ending} in ${folder}`)
      return text
    },
  }
}

/** @param line of the file, from 1 */
type Fault = (line: number, expected: string) => void

function parseRuleText(source: string, lang: 'it' | 'en', fault: Fault): RuleText | undefined {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n')) ?? []
  if (head === undefined || body === undefined) {
    fault(1, 'expected front matter between two lines ---')
    return undefined
  }
  const meta = parseHead(head, fault)
  const linesBefore = head.split('\n').length + 2
  const [why = '', fixEditor = '', fixDeveloper = ''] = HEADINGS[lang].map((heading) =>
    sectionOf(body, heading, (line, expected) => fault(linesBefore + line, expected)),
  )
  if (!meta) return undefined
  const sources = meta.sources.map(({ url }) => url)
  return { title: meta.title, lesson: meta.lesson, sources, why, fixEditor, fixDeveloper }
}

function parseHead(head: string, fault: Fault): z.infer<typeof frontMatter> | undefined {
  const lineCounter = new LineCounter()
  const document = parseDocument(head, { lineCounter, prettyErrors: false })
  // The front matter begins on the file's second line.
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1
  for (const { pos, message } of document.errors) fault(lineAt(pos[0]), `front matter: ${message}`)
  if (document.errors.length > 0) return undefined
  const meta = frontMatter.safeParse(document.toJS())
  for (const { path, message } of meta.error?.issues ?? []) {
    const node = document.getIn(path, true)
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
    fault(lineAt(offset), `${['front matter', ...path].join('.')}: ${message}`)
  }
  return meta.data
}

function sectionOf(body: string, heading: string, fault: Fault): string {
  const lines = body.split('\n')
  const start = lines.indexOf(`## ${heading}`)
  if (start < 0) {
    fault(lines.length, `expected a section “## ${heading}”`)
    return ''
  }
  const rest = lines.slice(start + 1)
  let isFenced = false
  const end = rest.findIndex((line) => {
    if (line.trimStart().startsWith('```')) isFenced = !isFenced
    return !isFenced && line.startsWith('## ')
  })
  const text = (end < 0 ? rest : rest.slice(0, end)).join('\n').trim()
  if (!text) fault(start + 1, `the section “## ${heading}” is empty`)
  return text
}
