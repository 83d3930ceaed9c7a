import { html, type Markup } from './markup.ts'

/** What of JSON Schema our document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

export const isRef = <T extends object>(value: T): value is Extract<T, { $ref: string }> => '$ref' in value

/** A schema in words, with links to the shapes that have a name. */
export function typeOf(schema: Schema | undefined): Markup {
  if (!schema) return html`anything`
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#shape-${name}">${name}</a>`
  }
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return joined(choice.map(typeOf), ' or ')
  if (schema.allOf) return joined(schema.allOf.map(typeOf), ' and ')
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum)
    return joined(
      schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`),
      ' or ',
    )
  if (schema.items) return html`list of ${typeOf(schema.items)}${limits(schema)}`
  if (schema.properties) return fields(schema)
  if (typeof schema.additionalProperties === 'object') {
    return html`values by name: ${typeOf(schema.additionalProperties)}`
  }
  const types = [schema.type ?? 'anything'].flat().join(' or ')
  return html`${schema.format ?? types}${limits(schema)}`
}

function fields({ properties = {}, required = [] }: Schema): Markup {
  return html`<ul class="fields">${Object.entries(properties).map(
    ([name, schema]) =>
      html`<li><code>${name}</code>${required.includes(name) ? undefined : ' (may be absent)'}: ${typeOf(schema)}</li>`,
  )}</ul>`
}

function limits(schema: Schema): string {
  const parts = [
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined &&
      Math.abs(schema.maximum) < Number.MAX_SAFE_INTEGER &&
      `to ${schema.maximum}`,
    schema.minLength !== undefined && schema.minLength > 1 && `at least ${schema.minLength} characters`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.maxItems !== undefined && `at most ${schema.maxItems}`,
    schema.default !== undefined && `${JSON.stringify(schema.default)} when absent`,
  ].filter(Boolean)
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

const joined = (parts: readonly Markup[], by: string): Markup =>
  html`${parts.flatMap((part, at) => (at === 0 ? [part] : [by, part]))}`
