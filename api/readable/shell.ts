import { html, Markup } from '../docs/markup.ts'
import type { ReadableWords } from './words.ts'

/** A screen as the server writes it: what the web app then draws anew, in the same frame. */
export interface Screen {
  readonly status: 200 | 404
  readonly title: string
  /** The title is Italian, whatever the words around it are. */
  readonly isContent: boolean
  readonly lead?: Markup | undefined
  readonly trail?: readonly { readonly href: string; readonly label: Markup }[]
  readonly body: Markup
}

/** Content exists in Italian only, and says so where the words around it are English. */
export const italian = (text: string): Markup => html`<span lang="it">${text}</span>`

/** The frame of every screen, for who is not signed in: as in `web/shell.tsx` and `web/components/page.tsx`. */
const inShell = (screen: Screen, words: ReadableWords): Markup => html`
<a class="skip-link" href="#content">${words.skipToContent}</a>
<header class="site-header">
<div class="slim-bar"><div class="container"><span class="organisation"></span>
<ul class="slim-links"><li><a class="slim-button" href="/entra">${words.signIn}</a></li></ul></div></div>
<div class="brand-bar"><div class="container"><a class="brand" href="/">
<svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false"><path d="M4 33h32v-4.6L4 33Zm0-6.2L36 22V7L4 26.8Z" /></svg>
<span><span class="brand-name">${words.product}</span> <span class="brand-tagline">${words.tagline}</span></span></a></div></div>
</header>
<main id="content" tabindex="-1"><div class="page container">
${trail(screen, words)}
<header class="page-head"><div class="page-title"><h1 tabindex="-1"${screen.isContent ? new Markup(' lang="it"') : undefined}>${screen.title}</h1>
${screen.lead && html`<p class="lead">${screen.lead}</p>`}</div></header>
${screen.body}
</div></main>
<footer class="site-footer"><div class="container"><p>${words.footer}</p>
<nav aria-label="${words.service}"><ul>
<li><a href="/accessibilita">${words.accessibility}</a></li>
<li><a href="/corsi">${words.courses}</a></li>
<li><a href="/api/docs">${words.api}</a></li>
</ul></nav></div></footer>`

const trail = ({ trail: above = [] }: Screen, words: ReadableWords): Markup | undefined =>
  above.length === 0
    ? undefined
    : html`<nav class="trail" aria-label="${words.trail}"><ol>${above.map(
        ({ href, label }) => html`<li><a href="${href}">${label}</a></li>`,
      )}</ol></nav>`

/** What the build of the web app leaves for its screens. */
const ROOT = '<div id="app"></div>'

/**
 * The index of the built app with a screen in it. `data-readable` tells the app that there is something to keep
 * on show until its own is ready.
 */
export function intoIndex(index: string, screen: Screen, words: ReadableWords, lang: 'it' | 'en'): string {
  const title = html`<title>${screen.title} – Rampa</title>`.text
  const root = `<div id="app" data-readable>${inShell(screen, words).text}</div>`
  // A function for each: `$` in a text means nothing.
  return index
    .replace(/<html lang="[^"]*"/, () => `<html lang="${lang}"`)
    .replace(/<title>[^<]*<\/title>/, () => title)
    .replace(/<noscript>[\s\S]*?<\/noscript>/, '')
    .replace(ROOT, () => root)
}
