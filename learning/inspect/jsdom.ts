import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { declaredContrasts } from '../markup/palette.ts'
import { type Inspection, type InspectionWanted, type InspectMarkup, NEEDS_LAYOUT } from '../ports.ts'

interface AxeInPage {
  run(
    context: unknown,
    options: {
      readonly runOnly: { readonly type: 'rule'; readonly values: readonly string[] }
      readonly resultTypes: readonly string[]
    },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string
      readonly nodes: readonly { readonly target: readonly unknown[] }[]
    }[]
  }>
  commons: { text: { accessibleText(element: unknown): string } }
  setup(root: unknown): void
  teardown(): void
}

let source: string | undefined
const axeSource = () => {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

/**
 * Markup inspected without a browser: for the server and for the proofs of content. Scripts of the markup never run;
 * only axe does, in the document's own window.
 */
export const inspectInJsdom: InspectMarkup = async (html, wanted) => {
  // Loaded when asked for: most processes never need a document.
  const { JSDOM, VirtualConsole } = await import('jsdom')
  // Called from outside, `outside-only` lets axe in and keeps the markup's own scripts out.
  const dom = new JSDOM(html, {
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
  })
  try {
    dom.window.eval(axeSource())
    const axe = (dom.window as unknown as { readonly axe: AxeInPage }).axe
    const { document } = dom.window
    const violations = await violationsIn(axe, document, wanted)
    axe.setup(document.documentElement)
    const names = Object.fromEntries(
      wanted.names.flatMap((selector) => {
        const element = document.querySelector(selector)
        return element ? [[selector, axe.commons.text.accessibleText(element)]] : []
      }),
    )
    axe.teardown()
    return { violations, names, contrasts: declaredContrasts(html, wanted.contrasts) }
  } finally {
    dom.window.close()
  }
}

async function violationsIn(
  axe: AxeInPage,
  document: unknown,
  wanted: InspectionWanted,
): Promise<Inspection['violations']> {
  const values = wanted.axe.filter((rule) => !NEEDS_LAYOUT.has(rule))
  if (values.length === 0) return {}
  const { violations } = await axe.run(document, {
    runOnly: { type: 'rule', values },
    resultTypes: ['violations'],
  })
  return Object.fromEntries(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.flat().join(' '))]),
  )
}
