import { expect, test } from 'vitest'
import { readableWords } from '../../api/readable/words.ts'
import { loadWords } from '../../web/messages/index.ts'

test.each(['it', 'en'] as const)(
  'what the server and the app both say, they say the same (%s)',
  async (lang) => {
    const { shell, learning, entry, common } = await loadWords(lang)
    const app: Readonly<Record<string, unknown>> = { ...common, ...entry, ...learning, ...shell }
    const shared = Object.entries(readableWords(lang)).filter(([name]) => name in app)
    expect(shared.length).toBeGreaterThan(20)
    for (const [name, said] of shared) {
      const own = app[name]
      if (typeof said === 'function') expect([1, 5].map(said)).toEqual([1, 5].map(own as typeof said))
      else expect([name, said ?? '']).toEqual([name, own])
    }
  },
)
