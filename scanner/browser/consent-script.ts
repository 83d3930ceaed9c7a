/**
 * Finds a consent banner and its reject button, inside one document. Runs in a world of its own; the
 * functions are sent as text. Banner and button are kept in that world for the click and the wait.
 */

export interface ConsentFinding {
  readonly hasBanner: boolean
  readonly hasButton: boolean
  /** A platform's script is on the page: its banner may still be on its way. */
  readonly isExpected: boolean
}

interface Kept {
  banner: Element | null
  button: HTMLElement | null
}

declare const rampa: Kept

/** Banner and reject button of known platforms. An empty second selector: looked for by its words. */
const PLATFORMS: readonly (readonly [string, string])[] = [
  [
    '#CybotCookiebotDialog',
    '#CybotCookiebotDialogBodyButtonDecline, #CybotCookiebotDialogBodyLevelButtonLevelOptinDeclineAll',
  ],
  ['#onetrust-banner-sdk', '#onetrust-reject-all-handler, .ot-pc-refuse-all-handler'],
  ['#iubenda-cs-banner', '.iubenda-cs-reject-btn, .iubenda-cs-close-btn'],
  ['.cky-consent-container', '.cky-btn-reject'],
  [
    '#cookie-law-info-bar',
    '#cookie_action_close_header_reject, .cli_action_button[data-cli_action="reject"]',
  ],
  ['.klaro .cookie-notice, .klaro .cookie-modal', '.cn-decline'],
  [
    '#tarteaucitronAlertBig, #tarteaucitronRoot .tarteaucitronAlert',
    '#tarteaucitronAllDenied2, .tarteaucitronDeny',
  ],
  ['.cmplz-cookiebanner', '.cmplz-btn.cmplz-deny'],
  [
    '#usercentrics-root, #uc-center-container, [data-testid="uc-default-wall"]',
    '[data-testid="uc-deny-all-button"], #deny',
  ],
  ['#didomi-popup, #didomi-notice', '#didomi-notice-disagree-button, .didomi-continue-without-agreeing'],
  ['.qc-cmp2-container', '.qc-cmp2-summary-buttons button[mode="secondary"], #disagree-btn'],
  ['.cookiebar', '.cookiebar-btn.cookiebar-reject, [data-bs-reject], .cookiebar-decline'],
  ['#CookieConsent, #cookieconsent, .cc-window', '.cc-deny, .cc-nb-reject'],
  ['#cm, #cc-main .cm-wrapper .cm, #cc-main .cm', '[data-role="necessary"]'],
  ['.eu-cookie-compliance-banner, #sliding-popup', '.decline-button, .eu-cookie-compliance-reject-button'],
  ['#cookie-notice', '#cn-refuse-cookie'],
  ['.moove-gdpr-info-bar-container, #moove_gdpr_cookie_info_bar', '.moove-gdpr-infobar-reject-btn'],
  ['#BorlabsCookieBox', '[data-cookie-refuse], .brlbs-btn-refuse'],
  ['#axeptio_overlay', '#axeptio_btn_dismiss'],
  ['#truste-consent-track', '#truste-consent-required'],
  ['#ppms_cm_consent_popup, .ppms_cm_popup_overlay', '#ppms_cm_reject-all'],
]

const SCRIPTS =
  'cookiebot|onetrust|cookielaw|iubenda|cookieyes|klaro|tarteaucitron|complianz|usercentrics|didomi|quantcast|cookieconsent|axeptio|trustarc|cookie-notice|borlabs|cookiefirst|osano'

/** Whole button texts, in Italian, English, German and French. Accepting words are never in here. */
const REJECT_WORDS = [
  'rifiuta|rifiuto|rifiuta (tutti|tutto|tutti i cookie|i cookie|e chiudi|e continua|non necessari|opzionali|i non necessari|i cookie non necessari)',
  '(continua|prosegui|continuare|proseguire|chiudi|chiudi e continua|esci|naviga) senza (accettare|consenso|accettazione|cookie)',
  '(accetta |usa |utilizza |consenti |mantieni |abilita )?(solo|soltanto) (i )?(cookie )?(strettamente )?(necessari|tecnici|essenziali|tecnici necessari|i tecnici)( cookie)?',
  '(usa |accetta )?(solo )?cookie (tecnici|necessari|essenziali)',
  'nega|nega tutti|nega tutto|non accetto|non accettare|declina|no,? grazie|rifiuta cookie',
  'chiudi (il )?banner (e continua )?senza accettare',
  '(reject|decline|deny|refuse|disagree)( all| cookies| all cookies| optional| optional cookies| non-essential| non-essential cookies| and close)?',
  '(use |accept |allow |keep )?(only )?(strictly )?(necessary|essential|required)( cookies)?( only)?|continue without (accepting|agreeing|consent)|no,? thanks',
  '(alle |alles )?ablehnen|alle cookies ablehnen|nur (notwendige|erforderliche|essenzielle|technisch notwendige)( cookies)?( akzeptieren| zulassen| verwenden)?|weiter ohne (einwilligung|zustimmung)',
  '(tout )?refuser( tout| tous les cookies)?|continuer sans accepter',
].join('|')

const ACCEPT_WORDS =
  'accett|accept|allow|agree|acconsent|consent|permett|ok\\b|ho capito|got it|akzept|zustimm|einverstanden|accord'

function findBanner(
  words: { reject: string; accept: string; scripts: string },
  known: typeof PLATFORMS,
): ConsentFinding {
  const isReject = new RegExp(`^(${words.reject})$`, 'i')
  const roots = allRoots(document)
  for (const [bannerSelector, buttonSelector] of known) {
    const banner = firstVisible(roots, bannerSelector)
    if (!banner) continue
    const inside = [banner, ...shadowsIn(banner)]
    const button = firstVisible(inside, buttonSelector) ?? firstVisible(roots, buttonSelector)
    return keep(banner, button ?? buttonWith(inside, isReject), words)
  }
  const banner = likelyBanner(roots, new RegExp(words.accept, 'i'), isReject)
  return keep(banner, banner && buttonWith([banner, ...shadowsIn(banner)], isReject), words)
}

function keep(banner: Element | null, button: Element | null, words: { scripts: string }): ConsentFinding {
  Object.assign(globalThis, { rampa: { banner, button } })
  const expected = new RegExp(words.scripts, 'i')
  let isExpected = false
  for (const { src } of document.scripts) if (expected.test(src)) isExpected = true
  return { hasBanner: banner !== null, hasButton: button !== null, isExpected }
}

function allRoots(root: Document | ShadowRoot | Element): (Document | ShadowRoot | Element)[] {
  return [root, ...shadowsIn(root)]
}

function shadowsIn(root: Document | ShadowRoot | Element): ShadowRoot[] {
  const found: ShadowRoot[] = []
  const own = root.nodeType === 1 ? (root as Element).shadowRoot : null
  if (own) found.push(own, ...shadowsIn(own))
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    if (shadowRoot) found.push(shadowRoot, ...shadowsIn(shadowRoot))
  }
  return found
}

function isVisible(element: Element): boolean {
  if (!element.isConnected) return false
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
  // A host or wrapper may be 0 px high around something fixed.
  const { width, height, bottom, top } = element.getBoundingClientRect()
  if (width > 0 && height > 0) return bottom > 0 && top < innerHeight
  return [...element.children, ...(element.shadowRoot?.children ?? [])].some(isVisible)
}

function firstVisible(roots: readonly (Document | ShadowRoot | Element)[], selector: string): Element | null {
  for (const root of roots) {
    for (const element of root.querySelectorAll(selector)) if (isVisible(element)) return element
  }
  return null
}

const BUTTONS = 'button, a, [role="button"], input[type="button"], input[type="submit"]'

function wordsOf(element: Element): string[] {
  const value = 'value' in element && typeof element.value === 'string' ? element.value : ''
  return [
    element.textContent ?? '',
    element.getAttribute('aria-label') ?? '',
    value,
    element.getAttribute('title') ?? '',
  ]
    .map((text) =>
      text
        .replace(/[\s\u00a0]+/g, ' ')
        .replace(/[^\p{L}\p{N}),' -]+/gu, '')
        .trim(),
    )
    .filter((text) => text !== '')
}

function buttonWith(roots: readonly (Document | ShadowRoot | Element)[], words: RegExp): Element | null {
  for (const root of roots) {
    for (const element of root.querySelectorAll(BUTTONS)) {
      if (wordsOf(element).some((text) => words.test(text)) && isVisible(element)) return element
    }
  }
  return null
}

/** Something laid over the page, or named after consent, that speaks of cookies and can be answered. */
function likelyBanner(
  roots: readonly (Document | ShadowRoot | Element)[],
  accept: RegExp,
  isReject: RegExp,
): Element | null {
  const named =
    '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i], [id*="gdpr" i], [class*="gdpr" i], [role="dialog"], [role="alertdialog"], dialog[open], [aria-modal="true"]'
  for (const root of roots) {
    const body = root === document && window !== window.top ? [document.body] : []
    const hosts = root.nodeType === 11 ? [...root.children] : []
    for (const element of [...body, ...hosts, ...root.querySelectorAll(named), ...overlays(root)]) {
      if (!element || element === document.documentElement || !isVisible(element)) continue
      const text = element.textContent ?? ''
      if (text.length > 6_000 || !/cookie|tracciament|tracking|consens/i.test(text)) continue
      const inside = [element, ...shadowsIn(element)]
      const isAnswerable =
        buttonWith(inside, isReject) ?? buttonWith(inside, new RegExp(`^.{0,20}(${accept.source})`, 'i'))
      const isLaidOver =
        /fixed|sticky|absolute/.test(getComputedStyle(element).position) || window !== window.top
      const isButton =
        isAnswerable &&
        /^(button|input)$|button/.test(`${isAnswerable.localName}${isAnswerable.getAttribute('role') ?? ''}`)
      if (isAnswerable && (isLaidOver || isButton)) return element
    }
  }
  return null
}

/** Children of the body that stay in place while the page scrolls. */
function overlays(root: Document | ShadowRoot | Element): Element[] {
  if (root !== document) return []
  return [...document.querySelectorAll('body > *, body > div > *')].filter((element) =>
    /fixed|sticky/.test(getComputedStyle(element).position),
  )
}

/** Resolves when the banner found before is gone from sight. */
async function whenGone(maxMs: number): Promise<boolean> {
  const deadline = performance.now() + maxMs
  while (performance.now() < deadline) {
    if (!rampa.banner || !isVisible(rampa.banner)) return true
    await new Promise((done) => setTimeout(done, 50))
  }
  return false
}

const PARTS = [
  findBanner,
  keep,
  allRoots,
  shadowsIn,
  isVisible,
  firstVisible,
  wordsOf,
  buttonWith,
  likelyBanner,
  overlays,
  whenGone,
]
const SOURCE = `const BUTTONS = ${JSON.stringify(BUTTONS)};${PARTS.map(String).join('\n')}`
const WORDS = { reject: REJECT_WORDS, accept: ACCEPT_WORDS, scripts: SCRIPTS }

export const FIND_EXPRESSION = `(() => {${SOURCE}
return findBanner(${JSON.stringify(WORDS)}, ${JSON.stringify(PLATFORMS)})})()`

export const BUTTON_EXPRESSION = 'rampa.button'

export const goneExpression = (maxMs: number) => `(() => {${SOURCE}\nreturn whenGone(${maxMs})})()`
