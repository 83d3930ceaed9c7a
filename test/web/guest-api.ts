import { Hono } from 'hono'
import type { Page } from 'puppeteer'

/** An API of one thing: the exercises that a test decides, for somebody who is not signed in. */
export const guestApi = (exerciseOf: (id: string) => object | undefined, api = new Hono()): Hono =>
  api
    .get('/exercises/:id', (c) => c.json(exerciseOf(c.req.param('id')) ?? {}))
    .get('/me', (c) => c.json({ person: null, organisation: null, role: null }))

/** Waits until the screen says so. */
export const says = (tab: Page, text: string) =>
  tab.waitForFunction((wanted) => document.querySelector('main')?.textContent?.includes(wanted), {}, text)
