import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { client, type Me } from './client.ts'
import { Icon } from './components/icon.tsx'
import { announce, LiveRegion } from './components/live-region.tsx'
import { useLanguage, useWords } from './hooks/use-words.ts'
import { can, useSession } from './session.tsx'

/** What is around every page: skip link, header, navigation, live region, footer. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const words = useWords()
  const { me } = useSession()
  return (
    <>
      <a class="skip-link" href="#content">
        {words.shell.skipToContent}
      </a>
      <header class="site-header">
        <SlimHeader me={me} />
        <div class="brand-bar">
          <div class="container">
            <a class="brand" href="/">
              <Logo />
              <span>
                <span class="brand-name">{words.shell.product}</span>
                <span class="brand-tagline">{words.shell.tagline}</span>
              </span>
            </a>
          </div>
        </div>
        {me && <MainMenu me={me} />}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <LiveRegion />
      <Footer />
    </>
  )
}

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      <path d="M4 33h32v-4.6L4 33Zm0-6.2L36 22V7L4 26.8Z" />
    </svg>
  )
}

function SlimHeader({ me }: { readonly me: Me | null }) {
  const words = useWords()
  const { lang, setLang } = useLanguage()
  const { refresh } = useSession()
  const { route } = useLocation()
  const other = lang === 'it' ? 'en' : 'it'
  const changeLanguage = async () => {
    await setLang(other)
    if (me?.person) await client.patch('/me', { lang: other }).catch(() => undefined)
  }
  const signOut = async () => {
    await client.post('/sign-out').catch(() => undefined)
    await refresh()
    route('/entra')
    announce(words.shell.signedOut)
  }
  return (
    <div class="slim-bar">
      <div class="container">
        <span class="organisation">{me?.organisation.name}</span>
        <ul class="slim-links">
          <li>
            <button type="button" class="slim-button" lang={other} onClick={changeLanguage}>
              {words.shell.otherLanguage}
            </button>
          </li>
          {me?.person && (
            <li>
              <a class="slim-button" href="/profilo">
                <Icon name="person" />
                {me.person.name}
              </a>
            </li>
          )}
          <li>
            {me ? (
              <button type="button" class="slim-button" onClick={signOut}>
                {words.shell.signOut}
              </button>
            ) : (
              <a class="slim-button" href="/entra">
                {words.shell.signIn}
              </a>
            )}
          </li>
        </ul>
      </div>
    </div>
  )
}

interface Entry {
  readonly href: string
  readonly label: string
  readonly isShown: boolean
}

function MainMenu({ me }: { readonly me: Me }) {
  const words = useWords()
  const { path } = useLocation()
  const [isOpen, setOpen] = useState(false)
  // Going elsewhere closes the menu.
  useEffect(() => setOpen(false), [path])
  return (
    <nav class="main-menu" aria-label={words.shell.mainMenu}>
      <div class="container">
        <button
          type="button"
          class="menu-button"
          aria-expanded={isOpen}
          aria-controls="main-menu-list"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'cross' : 'menu'} />
          {words.shell.menu}
        </button>
        <ul id="main-menu-list" class={isOpen ? 'is-open' : undefined}>
          {entriesFor(me, words.shell).map(({ href, label }) => (
            <li key={href}>
              <a href={href} aria-current={currentness(path, href)}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}

function entriesFor(me: Me, words: ReturnType<typeof useWords>['shell']): readonly Entry[] {
  const isPerson = me.kind === 'person'
  return [
    { href: '/', label: words.home, isShown: isPerson },
    { href: '/siti', label: words.sites, isShown: can(me, 'site.read') },
    { href: '/segnalazioni', label: words.findings, isShown: can(me, 'finding.read') },
    { href: '/da-giudicare', label: words.toJudge, isShown: can(me, 'finding.answer') },
    { href: '/prova', label: words.check, isShown: can(me, 'check.run') },
    { href: '/corsi', label: words.courses, isShown: isPerson },
    { href: '/formazione', label: words.training, isShown: can(me, 'training.assign') },
    { href: '/amministrazione/persone', label: words.administration, isShown: can(me, 'people.read') },
  ].filter(({ isShown }) => isShown)
}

/** `page` on the page itself, `true` on what lies below it. */
function currentness(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  const section = `/${href.split('/')[1]}`
  return section !== '/' && (path === section || path.startsWith(`${section}/`)) ? 'true' : undefined
}

function Footer() {
  const words = useWords()
  return (
    <footer class="site-footer">
      <div class="container">
        <p>{words.shell.footer}</p>
        <nav aria-label={words.shell.service}>
          <ul>
            <li>
              <a href="/accessibilita">{words.shell.accessibility}</a>
            </li>
            <li>
              <a href="/corsi">{words.shell.courses}</a>
            </li>
            <li>
              <a href="/api/docs" target="_self" data-native>
                {words.shell.api}
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
