import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig, type Plugin } from 'vite'

/** Where `npm run dev` finds the API. */
const API = `http://localhost:${process.env.PORT ?? '3000'}`

const WEB = fileURLToPath(new URL('.', import.meta.url))

/** The second page is the sandboxed frame of exercises. Another root, as the gallery of tests, has none. */
const twoPages: Plugin = {
  name: 'rampa-two-pages',
  config: ({ root }) =>
    root === WEB
      ? { build: { rolldownOptions: { input: [`${WEB}index.html`, `${WEB}riquadro.html`] } } }
      : {},
}

export default defineConfig(({ command }) => {
  // Started from the server or from a test, a build is as much for production as from the command line.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    root: WEB,
    plugins: [twoPages, preact({ devToolsEnabled: false, prefreshEnabled: false })],
    build: {
      outDir: fileURLToPath(new URL('dist', import.meta.url)),
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy knows no `data:` but for pictures.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    css: {
      preprocessorOptions: {
        // Bootstrap Italia 2 is written with @import; its own warnings are not ours to act on.
        scss: {
          quietDeps: true,
          silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
        },
      },
    },
    server: {
      port: 5173,
      proxy: { '/api': API },
      // The frame's origin is opaque: it asks for its own script as `null`.
      cors: { origin: [/^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/, 'null'] },
    },
  }
})
