import { defineConfig } from 'vitest/config'

const files = (kind: string) => ({ include: [`test/**/*${kind}.test.ts`] })

/**
 * Unit tests need nothing and run side by side; database tests share one PostgreSQL; browser tests share two
 * cores, so they take turns.
 */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [
      {
        test: {
          name: 'unit',
          ...files(''),
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.db.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'db',
          ...files('.db'),
          globalSetup: ['test/helpers/postgres.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          ...files('.browser'),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
