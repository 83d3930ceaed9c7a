import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiDocument } from '../../api/openapi.ts'
import type { Seeded } from './seed.ts'

/** What of JSON Schema is needed to make a value that fits. */
interface Shape {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly minimum?: number
  readonly minLength?: number
  readonly minItems?: number
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: Shape
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Shape }>>
}

export interface Operation {
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  readonly isPublic: boolean
  readonly hasBody: boolean
  readonly summary: string | undefined
  readonly tags: readonly string[]
  readonly statuses: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly body: Shape | undefined
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

export function operationsOf(document: ApiDocument): readonly Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const body = (operation.requestBody as Content | undefined)?.content?.['application/json']?.schema
      return [
        {
          method: method.toUpperCase(),
          path,
          isPublic: operation.security?.length === 0,
          hasBody: body !== undefined,
          summary: operation.summary,
          tags: operation.tags ?? [],
          statuses: Object.keys(operation.responses ?? {}),
          parameters: (operation.parameters ?? []) as unknown as readonly Parameter[],
          body,
        },
      ]
    }),
  )
}

/** Makes values that fit the document's shapes, and judges those that were answered. */
export class Contract {
  readonly #document: ApiDocument
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true })

  constructor(document: ApiDocument) {
    this.#document = document
    addFormats.default(this.#ajv)
    this.#ajv.addSchema(document as object, 'api')
  }

  /** The address with these values in the place of its parameters, and whatever its query requires. */
  addressOf({ path, parameters }: Operation, values: (name: string) => string): string {
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(this.sample(schema, values, name)))}`)
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values(name)))
    return query.length > 0 ? `${filled}?${query.join('&')}` : filled
  }

  sample(shape: Shape | undefined, idOf: (name: string) => string, name = ''): unknown {
    if (!shape) return null
    if (shape.$ref) return this.sample(this.#resolve(shape.$ref), idOf, name)
    if (shape.const !== undefined) return shape.const
    if (shape.enum) return shape.enum[0]
    const choice = shape.oneOf ?? shape.anyOf
    if (choice) return this.sample(choice[0], idOf, name)
    if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => this.sample(part, idOf, name)))
    const type = [shape.type].flat()[0]
    if (type === 'object') {
      const { properties = {}, required = [] } = shape
      return Object.fromEntries(required.map((key) => [key, this.sample(properties[key], idOf, key)]))
    }
    if (type === 'array') return [this.sample(shape.items, idOf, name.replace(/s$/, ''))]
    if (type === 'integer' || type === 'number') return Math.max(shape.minimum ?? 1, 1)
    if (type === 'boolean') return true
    return text(shape, idOf, name)
  }

  /** What of the answer does not fit what the document promises for this status; [] when all does. */
  faultsOf({ method, path }: Operation, status: number, mediaType: string, body: unknown): readonly string[] {
    const part = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')
    const where = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      mediaType,
      'schema',
    ]
    const validate = this.#ajv.getSchema(
      `api#/${where.map((text) => encodeURIComponent(part(text))).join('/')}`,
    )
    if (!validate) return [`${status} ${mediaType} is not in the document`]
    if (validate(body)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  #resolve(ref: string): Shape {
    const parts = ref.slice(2).split('/')
    return parts.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], this.#document) as Shape
  }
}

function text(shape: Shape, idOf: (name: string) => string, name: string): string {
  if (shape.format === 'uuid') return idOf(name)
  if (shape.format === 'email') return 'bruna@comune.esempio.it'
  if (shape.format === 'date') return '2030-01-31'
  if (/url$/i.test(name)) return 'https://altro.comune.esempio.it/'
  return 'a'.repeat(Math.max(shape.minLength ?? 1, 3))
}

/** Which seeded thing a parameter or field means, by its name and, for a bare `id`, by the address. */
export function seededId(
  seeded: Seeded & Readonly<Record<string, string>>,
  path: string,
): (name: string) => string {
  const noun = path.split('/')[2]?.replace(/ies$/, 'y').replace(/s$/, '') ?? ''
  return (name) =>
    seeded[name === 'id' ? `${noun}Id` : name] ?? seeded[`${name}Id`] ?? seeded[`${noun}Id`] ?? UNKNOWN
}

export const UNKNOWN = '00000000-0000-4000-8000-000000000000'
