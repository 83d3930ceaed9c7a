import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { missingScreen, screenAt } from '../readable/screens.ts'
import { intoIndex } from '../readable/shell.ts'
import { readableWords } from '../readable/words.ts'
import { createRouter, type Env } from '../router.ts'

/** Courses, lessons and the tasks of exercises as whole pages: without script they are read, with it the app takes over. */
export function readable({ config, catalogue }: Pick<Deps, 'config' | 'catalogue'>) {
  let index: string | undefined
  const file = join(config.webFolder, 'index.html')
  const answer = async (c: Context<Env>, next: () => Promise<void>) => {
    if (extension.test(c.req.path) || ofOwnSite.test(c.req.path) || !existsSync(file)) return next()
    index ??= readFileSync(file, 'utf8')
    const lang = c.get('lang') ?? 'it'
    const words = readableWords(lang)
    const screen = screenAt(await catalogue(), c.req.path, words) ?? missingScreen(words)
    return c.html(intoIndex(index, screen, words, lang), screen.status, {
      'cache-control': 'no-cache',
      'content-language': lang,
    })
  }
  return createRouter().get('/corsi/*', answer).get('/esercizi/*', answer)
}

/** Of somebody's own site, for who is signed in: the app asks for it. */
const ofOwnSite = /^\/esercizi\/own-/
/** No screen has one: a missing file is missing. */
const extension = /\.\w+$/
