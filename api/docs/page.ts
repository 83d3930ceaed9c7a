import type { ApiDocument } from '../openapi.ts'
import { html, type Markup } from './markup.ts'
import { isRef, type Schema, typeOf } from './schema.ts'

type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['get']>
interface Route {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

function routesOf(document: ApiDocument): readonly Route[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      const id = `${method}-${path.replace(/\W+/g, '-')}`
      return operation ? [{ id, method: method.toUpperCase(), path, operation }] : []
    }),
  )
}

/** The whole API on one page, readable without script. */
export function docsPage(document: ApiDocument): string {
  const routes = routesOf(document)
  const tags = [...new Set(routes.map(({ operation }) => operation.tags?.[0] ?? 'Other'))].toSorted()
  const ofTag = (tag: string) => routes.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag)
  const schemas = Object.entries((document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rampa API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header><h1>Rampa API</h1><p>Version ${document.info.version}. For programs: <a href="/api/openapi.json">OpenAPI 3.1 document</a>.</p></header>
<nav aria-label="Routes">
${tags.map(
  (tag) => html`<h2>${tag}</h2><ul>
${ofTag(tag).map(({ id, method, path }) => html`<li><a href="#${id}"><b>${method}</b> ${path}</a></li>\n`)}</ul>\n`,
)}
<h2>Shapes</h2><ul>${schemas.map(([name]) => html`<li><a href="#shape-${name}">${name}</a></li>`)}</ul>
</nav>
<main>
<section aria-labelledby="about"><h2 id="about">About</h2>${prose(document.info.description ?? '')}</section>
${tags.map((tag) => html`<section><h2>${tag}</h2>\n${ofTag(tag).map(route)}</section>\n`)}
<section><h2>Shapes</h2>
${schemas.map(([name, schema]) => html`<section><h3 id="shape-${name}">${name}</h3><div class="type">${typeOf(schema)}</div></section>\n`)}
</section>
</main>
</body>
</html>
`.text
}

/** Paragraphs, with `code` and **strong**: all the Markdown that our descriptions use. */
function prose(text: string): readonly Markup[] {
  return text.split(/\n\n+/).map((paragraph) => {
    const parts = paragraph.replace(/\n/g, ' ').split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/)
    return html`<p>${parts.map((part) => {
      if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`
      if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`
      if (part.startsWith('*')) return html`<em>${part.slice(1, -1)}</em>`
      return part
    })}</p>\n`
  })
}

function route({ id, method, path, operation }: Route): Markup {
  const parameters = (operation.parameters ?? []).flatMap((parameter) =>
    isRef(parameter) ? [] : [parameter],
  )
  const body =
    operation.requestBody && !isRef(operation.requestBody) ? operation.requestBody.content : undefined
  const isPublic = operation.security?.length === 0
  return html`<article>
<h3 id="${id}"><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.summary}${isPublic ? ' No sign-in needed.' : ''}</p>
${operation.description ? prose(operation.description) : undefined}
${
  parameters.length > 0
    ? html`<table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">Where</th><th scope="col">Value</th></tr></thead><tbody>
${parameters.map(
  (parameter) =>
    html`<tr><th scope="row"><code>${parameter.name}</code>${parameter.required ? ' (required)' : ''}</th><td>${parameter.in}</td><td>${typeOf(parameter.schema as Schema | undefined)}</td></tr>`,
)}
</tbody></table>`
    : undefined
}
${body ? html`<h4>Body</h4><div class="type">${typeOf(Object.values(body)[0]?.schema as Schema)}</div>` : undefined}
<h4>Answers</h4><dl>
${Object.entries(operation.responses ?? {}).map(([status, response]) => answer(status, response))}
</dl>
</article>
`
}

function answer(status: string, response: unknown): Markup {
  const { description, content } = response as {
    readonly description?: string
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
  }
  const types = Object.entries(content ?? {}).map(
    ([mediaType, { schema }]) => html` <code>${mediaType}</code> ${schema ? typeOf(schema) : undefined}`,
  )
  return html`<dt>${status}</dt><dd>${description}${types}</dd>\n`
}
