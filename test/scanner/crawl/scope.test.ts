import { expect, test } from 'vitest'
import { createScope } from '../../../scanner/crawl/scope.ts'

const START = 'https://www.comune.esempio.it/it/home'
const scope = (options: { include?: string[]; exclude?: string[]; pathPrefix?: boolean } = {}) =>
  createScope({ startUrls: [START], include: [], exclude: [], ...options })

test.each([
  ['https://comune.esempio.it/a', undefined],
  ['http://www.comune.esempio.it/a', undefined],
  ['https://servizi.comune.esempio.it/a', 'out-of-scope'],
  ['https://comune.esempio.it.altro.it/', 'out-of-scope'],
  ['https://comune.esempio.it:8443/', 'out-of-scope'],
  ['niente', 'bad-url'],
])('%s → %s', (url, cause) => {
  expect(scope()(url)).toBe(cause)
})

test('a path prefix is asked for, never assumed', () => {
  expect(scope()('https://comune.esempio.it/de/')).toBeUndefined()
  expect(scope({ pathPrefix: true })('https://comune.esempio.it/de/')).toBe('out-of-scope')
  expect(scope({ pathPrefix: true })('https://comune.esempio.it/it/uffici')).toBeUndefined()
})

test.each([
  '/logout',
  '/utente/logout.php',
  '/c/portal/logout?x=1',
  '/index.php?action=delete&id=3',
  '/esci',
  '/node/12/delete',
  '/carrello/',
  '/ordini/elimina/4',
  '/elimina-12',
  '/?add-to-cart=9',
  '/?logout',
  '/?do=cancella',
  '/wp-login.php',
  '/wp-admin/',
])('%s does something and is left alone', (path) => {
  expect(scope()(`https://comune.esempio.it${path}`)).toBe('action-link')
})

test.each(['/notizia?print=1', '/notizia/stampa', '/evento?add-to-calendar=1', '/evento?ical=1', '/feed/'])(
  '%s is another form of a page and is left alone',
  (path) => {
    expect(scope()(`https://comune.esempio.it${path}`)).toBe('page-copy')
  },
)

test('what somebody excluded was excluded by them, whatever it does', () => {
  expect(scope({ exclude: ['logout'] })('https://comune.esempio.it/logout')).toBe('excluded')
})

test.each([
  '/servizi/cancella-iscrizione-anagrafe',
  '/notizie/elimina-code-allo-sportello',
  '/eliminazione-barriere',
  '/cartelle-esattoriali',
  '/servizi/rimuovi-amianto-dal-tetto',
  '/notizie?titolo=carta',
  '/ricerca?q=come+si+cancella+un+veicolo',
])('%s only speaks of it', (path) => {
  expect(scope()(`https://comune.esempio.it${path}`)).toBeUndefined()
})

test('include and exclude know globs and regular expressions', () => {
  const both = scope({ include: ['/it/*', '/\\/de\\/.+/i'], exclude: ['*/bozze/*'] })
  expect(both('https://comune.esempio.it/it/a')).toBeUndefined()
  expect(both('https://comune.esempio.it/DE/a')).toBeUndefined()
  expect(both('https://comune.esempio.it/fr/a')).toBe('excluded')
  expect(both('https://comune.esempio.it/it/bozze/a')).toBe('excluded')
})

test('a sticky expression answers the same each time', () => {
  const sticky = scope({ exclude: ['/https:.*bozze/gy'] })
  const asked = [1, 2, 3].map(() => sticky('https://comune.esempio.it/bozze'))
  expect(asked).toEqual(['excluded', 'excluded', 'excluded'])
})

test('an address given by name is audited whatever include says: else nothing would begin', () => {
  const only = scope({ include: ['/servizi/'] })
  expect(only(START)).toBeUndefined()
  expect(only('https://comune.esempio.it/it/altro')).toBe('excluded')
  expect(scope({ include: ['/servizi/'], exclude: ['home'] })(START)).toBe('excluded')
})
