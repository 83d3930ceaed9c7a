import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
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
  sources: z.array(z.object({ url: z.url(), read: z.coerce.string() })).default([]),
})

/** Reads `content/rules/<rule>.<lang>.md`. @throws Error naming every file at fault and what was expected. */
export function loadRuleTexts(lang: 'it' | 'en', folder = FOLDER): RuleTexts {
  const ending = `.${lang}.md`
  const texts = new Map<string, RuleText>()
  const faults: string[] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(ending)) continue
    try {
      texts.set(file.slice(0, -ending.length), parseRuleText(readFileSync(join(folder, file), 'utf8'), lang))
    } catch (error) {
      faults.push(`${join(folder, file)}: ${error instanceof Error ? error.message : String(error)}`)
    }
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

function parseRuleText(source: string, lang: 'it' | 'en'): RuleText {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n')) ?? []
  if (head === undefined || body === undefined) throw new Error('expected front matter between two lines ---')
  const meta = frontMatter.safeParse(parse(head))
  if (!meta.success) {
    const [issue] = meta.error.issues
    throw new Error(`${['front matter', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`)
  }
  const [why, fixEditor, fixDeveloper] = HEADINGS[lang].map((heading) => sectionOf(body, heading))
  return {
    title: meta.data.title,
    lesson: meta.data.lesson,
    sources: meta.data.sources.map(({ url }) => url),
    why: why ?? '',
    fixEditor: fixEditor ?? '',
    fixDeveloper: fixDeveloper ?? '',
  }
}

function sectionOf(body: string, heading: string): string {
  const lines = body.split('\n')
  const start = lines.indexOf(`## ${heading}`)
  if (start < 0) throw new Error(`expected a section “## ${heading}”`)
  const rest = lines.slice(start + 1)
  let isFenced = false
  const end = rest.findIndex((line) => {
    if (line.trimStart().startsWith('```')) isFenced = !isFenced
    return !isFenced && line.startsWith('## ')
  })
  const text = (end < 0 ? rest : rest.slice(0, end)).join('\n').trim()
  if (!text) throw new Error(`the section “## ${heading}” is empty`)
  return text
}
