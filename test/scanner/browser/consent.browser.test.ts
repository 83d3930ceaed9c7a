import { afterAll, beforeAll, expect, test } from 'vitest'
import { rejectConsent } from '../../../scanner/browser/consent.ts'
import { collectLinks } from '../../../scanner/browser/links.ts'
import { navigate } from '../../../scanner/browser/navigate.ts'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import type { ConsentState, Tab } from '../../../scanner/browser/tab.ts'
import { openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite()
  pool = await openTestPool()
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

async function on<T>(
  html: string,
  work: (tab: Tab) => Promise<T>,
  consent: ConsentState | null = null,
): Promise<T> {
  site.route('/', html)
  const result = await pool.run(
    async (tab) => {
      const arrived = await navigate(tab, site.url)
      if (!arrived.ok) throw new Error(arrived.failure.code)
      return work(tab)
    },
    { timeoutMs: 20_000, consent },
  )
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.detail}`)
  return result.value
}

const pressed = (tab: Tab) => tab.evaluate<string>('document.documentElement.dataset.pressed ?? ""')
const button = (text: string, attributes = '') =>
  `<button ${attributes} onclick="document.documentElement.dataset.pressed += '${text}'; (this.closest('.box') || this.getRootNode().host).style.display = 'none'">${text}</button>`
const box = (buttons: string, attributes = 'id="avviso"') =>
  `<h1>Comune</h1><div class="box" ${attributes}><div style="position:fixed;bottom:0;left:0;right:0;background:#fff">
   <p>Questo sito usa cookie tecnici e di terze parti.</p>${buttons}</div></div><footer><a href="/c">Cookie policy</a></footer>`

test.each([
  ['Cookiebot', 'id="CybotCookiebotDialog"', button('No', 'id="CybotCookiebotDialogBodyButtonDecline"')],
  ['OneTrust', 'id="onetrust-banner-sdk"', button('No', 'id="onetrust-reject-all-handler"')],
  ['Iubenda', 'id="iubenda-cs-banner"', button('×', 'class="iubenda-cs-close-btn"')],
  ['bootstrap-italia', 'data-x="cookiebar"', button('Rifiuta')],
  ['words alone', 'id="avviso"', button('Continua senza accettare')],
  ['necessary ones', 'id="avviso"', button('Solo necessari')],
  ['English', 'id="avviso"', button('Reject all')],
  ['German', 'id="avviso"', button('Alle ablehnen')],
])('%s: the reject button is really pressed', async (_name, attributes, reject) => {
  const markup = page(box(button('Accetta tutti') + reject, attributes))
  const [answer, keys] = await on(
    markup,
    async (tab) => [await rejectConsent(tab), await pressed(tab)] as const,
  )
  expect(answer.outcome).toBe('rejected')
  expect(keys).not.toContain('Accetta')
  expect(keys).not.toBe('')
})

test('without a reject button nothing is pressed', async () => {
  const answer = await on(page(box(button('Accetta') + button('Personalizza'))), async (tab) => [
    (await rejectConsent(tab)).outcome,
    await pressed(tab),
  ])
  expect(answer).toEqual(['no-reject-button', ''])
})

test('a page that only links its cookie policy has no banner', async () => {
  const markup = page(
    '<h1>Comune</h1><p>Sui cookie: leggi.</p><footer><a href="/c">Cookie policy</a></footer>',
  )
  expect(await on(markup, async (tab) => (await rejectConsent(tab)).outcome)).toBe('no-banner')
})

test('banners in shadow roots, in frames and arriving late are answered', async () => {
  const inner = `<p>Usiamo i cookie</p><button onclick="document.documentElement.dataset.pressed = 'x'; this.getRootNode().host.remove()">Rifiuta tutti</button><button>Accetta</button>`
  const shadow =
    page(`<h1>x</h1><div id="usercentrics-root"></div><script>document.querySelector('#usercentrics-root')
    .attachShadow({ mode: 'open' }).innerHTML = '<div style="position:fixed;top:0">' + ${JSON.stringify(inner)} + '</div>'</script>`)
  expect(await on(shadow, async (tab) => (await rejectConsent(tab)).outcome)).toBe('rejected')
  const frame =
    page(`<h1>x</h1><iframe style="position:fixed;bottom:0;width:600px;height:200px" srcdoc="<p>Usiamo i cookie</p>
    <button onclick='frameElement.remove()'>Rifiuta</button><button>Accetta</button>"></iframe>`)
  expect(await on(frame, async (tab) => (await rejectConsent(tab)).outcome)).toBe('rejected')
  const late =
    page(`<h1>x</h1><script src="/cookiebot.js"></script><script>setTimeout(() => { document.body.insertAdjacentHTML('beforeend',
    ${JSON.stringify(box(button('Rifiuta'), 'id="CybotCookiebotDialog"'))}) }, 1500)</script>`)
  expect(await on(late, async (tab) => (await rejectConsent(tab)).outcome)).toBe('rejected')
})

test('what the rejection stored spares other pages the banner', async () => {
  const markup = page(`<h1>x</h1><script>document.cookie = 'sessione=' + Math.random()
    if (!document.cookie.includes('scelta') && !localStorage.scelta) document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(
      box(
        `<button>Accetta</button><button onclick="document.cookie='scelta=no'; localStorage.scelta='no'; location.reload()">Rifiuta</button>`,
      ),
    )})</script>`)
  const answer = await on(markup, rejectConsent)
  expect(answer.outcome).toBe('rejected')
  expect(answer.state?.stored[0]?.entries).toEqual([['scelta', 'no']])
  expect(await on(markup, async (tab) => (await rejectConsent(tab)).outcome, answer.state)).toBe('no-banner')
})

test('links come from the page, its frames and open shadow roots, resolved by the browser', async () => {
  const markup = page(
    `<a href="uno" rel="NoFollow">Uno</a><a href="//altro.example/x"><img alt="Altro"></a><a href="mailto:a@b.it">no</a>
     <map><area href="due" alt="Due"></map><iframe srcdoc="<a href='/tre'>Tre</a>"></iframe><div id="h"></div>
     <script>h.attachShadow({ mode: 'open' }).innerHTML = '<a href="quattro">Quattro</a>'</script>`,
    '<base href="/base/"><link rel="canonical" href="/vera">',
  )
  const found = await on(markup, collectLinks)
  expect(found.canonical).toBe(`${site.url}/vera`)
  expect(found.links).toEqual([
    { href: `${site.url}/base/uno`, text: 'Uno', rel: 'nofollow', nofollow: true, inFrame: false },
    { href: 'http://altro.example/x', text: 'Altro', rel: '', nofollow: false, inFrame: false },
    { href: `${site.url}/base/due`, text: 'Due', rel: '', nofollow: false, inFrame: false },
    { href: `${site.url}/base/quattro`, text: 'Quattro', rel: '', nofollow: false, inFrame: false },
    { href: `${site.url}/tre`, text: 'Tre', rel: '', nofollow: false, inFrame: true },
  ])
})

test('lists of different length share a skeleton, other words differ in digest', async () => {
  const list = (items: number) =>
    page(`<main><ul>${'<li><a href="/x">voce</a></li>'.repeat(items)}</ul></main>`)
  const [few, many] = [await on(list(3), collectLinks), await on(list(30), collectLinks)]
  expect(few.skeletonDigest).toBe(many.skeletonDigest)
  expect(few.textDigest).not.toBe(many.textDigest)
})
