import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { type ClientProblem, type Me, SIGNED_OUT } from './client.ts'
import { ProblemNotice } from './components/notice.tsx'
import { Page, VisitContext } from './components/page.tsx'
import { Waiting } from './components/resource.tsx'
import { asProblem } from './hooks/use-resource.ts'
import { LanguageContext, useLanguage, useWords } from './hooks/use-words.ts'
import { type LazyPage, lazyPage, type PageProps } from './lazy-page.tsx'
import { loadWords, type Messages } from './messages/index.ts'
import { askMe, SessionContext, useSession } from './session.tsx'
import { Shell } from './shell.tsx'
import { storeLanguage, wasSignedIn } from './stored.ts'

const SignIn = lazyPage(async () => (await import('./pages/sign-in.tsx')).SignInPage)
const SignInLink = lazyPage(async () => (await import('./pages/sign-in-link.tsx')).SignInLinkPage)
const Invitation = lazyPage(async () => (await import('./pages/invitation.tsx')).InvitationPage)
const Accessibility = lazyPage(async () => (await import('./pages/accessibility.tsx')).AccessibilityPage)
const Home = lazyPage(async () => (await import('./pages/home.tsx')).HomePage)
const Sites = lazyPage(async () => (await import('./pages/sites.tsx')).SitesPage)
const Site = lazyPage(async () => (await import('./pages/site.tsx')).SitePage)
const Audit = lazyPage(async () => (await import('./pages/audit.tsx')).AuditPage)
const Account = lazyPage(async () => (await import('./pages/account.tsx')).AccountPage)
const Administration = lazyPage(async () => (await import('./pages/administration.tsx')).AdministrationPage)
const Findings = lazyPage(async () => (await import('./pages/findings.tsx')).FindingsPage)
const Finding = lazyPage(async () => (await import('./pages/finding.tsx')).FindingPage)
const PageView = lazyPage(async () => (await import('./pages/page.tsx')).PagePage)
const Judge = lazyPage(async () => (await import('./pages/to-judge.tsx')).ToJudgePage)
const Check = lazyPage(async () => (await import('./pages/check.tsx')).CheckPage)
const Guest = lazyPage(async () => (await import('./pages/guest.tsx')).GuestPage)
const Courses = lazyPage(async () => (await import('./pages/courses.tsx')).CoursesPage)
const Course = lazyPage(async () => (await import('./pages/course.tsx')).CoursePage)
const Lesson = lazyPage(async () => (await import('./pages/lesson.tsx')).LessonPage)
const Exercise = lazyPage(async () => (await import('./pages/exercise.tsx')).ExercisePage)
const Mine = lazyPage(async () => (await import('./pages/my-learning.tsx')).MyLearningPage)
const MySkills = lazyPage(async () => (await import('./pages/my-skills.tsx')).MySkillsPage)
const Training = lazyPage(async () => (await import('./pages/training.tsx')).TrainingPage)
const TrainingPeople = lazyPage(async () => (await import('./pages/training-people.tsx')).TrainingPeoplePage)
const PeopleImport = lazyPage(async () => (await import('./pages/people-import.tsx')).PeopleImportPage)
const NotFound = lazyPage(async () => (await import('./pages/not-found.tsx')).NotFoundPage)

/** A page for people who are signed in; others go to the sign-in and come back here. */
function behindSignIn(Inner: LazyPage): LazyPage {
  function Guarded(props: PageProps) {
    const { me } = useSession()
    const { url, route } = useLocation()
    useEffect(() => {
      if (!me) route(`/entra${url === '/' ? '' : `?poi=${encodeURIComponent(url)}`}`, true)
    }, [me, url, route])
    return me ? <Inner {...props} /> : null
  }
  return Object.assign(Guarded, { preload: Inner.preload })
}

/** The route table: one line a page. */
const OPEN_PAGES: readonly (readonly [path: string, page: LazyPage])[] = [
  ['/entra', SignIn],
  ['/entra/:token', SignInLink],
  ['/invito/:token', Invitation],
  ['/ospite/:token', Guest],
  ['/accessibilita', Accessibility],
  ['/corsi', Courses],
  ['/corsi/:course', Course],
  ['/corsi/:course/:lesson', Lesson],
  ['/esercizi/:id', Exercise],
]
const PAGES: readonly (readonly [path: string, page: LazyPage])[] = [
  ['/', Home],
  ['/siti', Sites],
  ['/siti/:id/:tab?', Site],
  ['/siti/:id/controllo/:auditId', Audit],
  ['/segnalazioni', Findings],
  ['/segnalazioni/:id', Finding],
  ['/pagine/:id', PageView],
  ['/da-giudicare', Judge],
  ['/prova', Check],
  ['/percorso', Mine],
  ['/percorso/capacita', MySkills],
  ['/formazione', Training],
  ['/formazione/:id', TrainingPeople],
  ['/profilo', Account],
  ['/amministrazione/persone/importa', PeopleImport],
  ['/amministrazione/:tab?', Administration],
]

const ROUTES = [...OPEN_PAGES, ...PAGES.map(([path, page]) => [path, behindSignIn(page)] as const)]

/**
 * Begins what the first page needs, before anything is drawn: its code, and who is signed in. A page that is
 * open to all does not ask that of a browser where nobody was.
 */
export function preloadPage(path: string): Promise<Me | null> {
  const isAt = ([route]: readonly [path: string, page: LazyPage]) => patternOf(route).test(path)
  ROUTES.find(isAt)?.[1].preload()
  return OPEN_PAGES.some(isAt) && !wasSignedIn() ? Promise.resolve(null) : askMe()
}

/** What a path of the route table stands for, `:id` and `:tab?` being its only two kinds of blanks. */
const patternOf = (route: string) =>
  new RegExp(`^${route.replace(/\/:\w+\?/g, '(?:/[^/]+)?').replace(/:\w+/g, '[^/]+')}/?$`)

interface Props {
  readonly lang: 'it' | 'en'
  readonly words: Messages
  /** Who is signed in, on its way. */
  readonly me: Promise<Me | null>
}

export function App({ me, ...first }: Props) {
  const [{ lang, words }, setLanguage] = useState(first)
  const setLang = useCallback(async (next: 'it' | 'en') => {
    const loaded = await loadWords(next)
    storeLanguage(next)
    document.documentElement.lang = next
    setLanguage({ lang: next, words: loaded })
  }, [])
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  const language = useMemo(() => ({ lang, words, setLang }), [lang, words, setLang])
  return (
    <LanguageContext.Provider value={language}>
      <LocationProvider scope={/^\/(?!api\/)/}>
        <SignedIn first={me} />
      </LocationProvider>
    </LanguageContext.Provider>
  )
}

/** Knows who is signed in before the first page is drawn; pages ask again through `refresh`. */
function SignedIn({ first }: { readonly first: Promise<Me | null> }) {
  const words = useWords()
  const [me, setMe] = useState<Me | null | undefined>(undefined)
  const [problem, setProblem] = useState<ClientProblem | null>(null)
  const { setLang } = useLanguage()
  const take = useCallback(
    async (asked: Promise<Me | null>) => {
      try {
        const answer = await asked
        if (answer?.person && answer.person.lang !== document.documentElement.lang) {
          await setLang(answer.person.lang)
        }
        setProblem(null)
        setMe(answer)
      } catch (cause) {
        setProblem(asProblem(cause))
      }
    },
    [setLang],
  )
  const refresh = useCallback(() => take(askMe()), [take])
  useEffect(() => {
    take(first)
    addEventListener(SIGNED_OUT, refresh)
    return () => removeEventListener(SIGNED_OUT, refresh)
  }, [first, take, refresh])
  const session = useMemo(() => ({ me: me ?? null, refresh }), [me, refresh])
  return (
    <SessionContext.Provider value={session}>
      <Shell>
        {me !== undefined ? (
          <Pages />
        ) : (
          <Page title={problem ? words.common.failed : undefined}>
            {problem ? <ProblemNotice problem={problem} onRetry={refresh} /> : <Waiting />}
          </Page>
        )}
      </Shell>
    </SessionContext.Provider>
  )
}

function Pages() {
  return (
    <VisitContext.Provider value={useVisit()}>
      <Router>
        {ROUTES.map(([path, page]) => (
          <Route key={path} path={path} component={page} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </VisitContext.Provider>
  )
}

/** Counts navigations: another path, or another part of a list. A filter is none: focus stays on it. */
function useVisit(): number {
  const { path, query } = useLocation()
  const place = `${path} ${query.cursor ?? ''}`
  const visits = useRef({ place, count: 0 })
  if (visits.current.place !== place) visits.current = { place, count: visits.current.count + 1 }
  return visits.current.count
}
