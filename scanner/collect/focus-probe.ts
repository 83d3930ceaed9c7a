import type { Box, FocusStop } from './evidence.ts'

/** A stop as the probe saw it. */
export interface ProbedStop {
  readonly box: Box | null
  readonly changed: FocusStop['changed']
  /**
   * Digest of the stop's kind where it is in view and no style that changes draws anything by itself; else null.
   * Stops of one kind have the same markup around them, the same styles and changes, and the same scripts and
   * style sheets on their page.
   */
  readonly doubtfulKind: string | null
}

/**
 * `round`: the focus went to the browser, or came back to the first stop with nothing skipped; `loop`: back at
 * a stop while others were never reached; `stuck`: it does not move any more.
 */
export type WalkEnd = 'round' | 'loop' | 'stuck' | 'limit'

/**
 * Runs in the page's isolated world. Before the walk it remembers the styles of everything that can take the
 * focus, of its pseudo-elements, ancestors, descendants and label. At each press of Tab, before the focus moves
 * on, it says what differs on the element that has it: by then the page's own scripts have had their turn, and
 * many presses can be sent at once. Written as text because it lives in the page: it may use nothing of ours.
 */
export const FOCUS_PROBE = `globalThis.rampaFocus = (() => {
  const PROPERTIES = ['outline-style','outline-width','outline-color','outline-offset','box-shadow','background-color',
    'background-image','background-position','color','border-top-color','border-right-color','border-bottom-color',
    'border-left-color','border-top-width','border-right-width','border-bottom-width','border-left-width',
    'border-top-style','border-bottom-style','text-decoration-line','text-decoration-color','text-decoration-style',
    'text-decoration-thickness','text-underline-offset','font-weight','opacity','transform','filter','fill','stroke',
    'stroke-width','visibility','clip-path','content','width','height','left','top','display']
  const FOCUSABLE = 'a[href],area[href],button,input,select,textarea,summary,iframe,audio[controls],video[controls],[tabindex],[contenteditable]'
  const MAX_REMEMBERED = 400
  // Different for each of ten links that look the same.
  const GEOMETRY = ['width','height','left','top'].map((property) => PROPERTIES.indexOf(property))
  // Presses that a native control may keep to itself: a date has day, month, year, the button of its calendar.
  const STOPS_INSIDE_A_FIELD = 10
  const remembered = new Map()
  const stops = [], seen = []
  let codeDigest = null, last = null, ended = null, still = 0, maxStops = 0, isKeyMove = false, hasDrifted = false

  const deepActive = () => {
    let active = document.activeElement
    while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement
    return active
  }
  const read = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo)
    if (pseudo && (style.content === 'none' || style.content === 'normal')) return ['none']
    return PROPERTIES.map((property) => style.getPropertyValue(property))
  }
  // Only those after which the focus can show; the page's whole skeleton would be too dear.
  const around = (element) => {
    const places = [['self', element, null], ['before', element, '::before'], ['after', element, '::after']]
    let up = element.parentElement
    for (let depth = 0; up && depth < 3; depth++, up = up.parentElement) {
      places.push(['ancestor', up, null], ['ancestor', up, '::before'], ['ancestor', up, '::after'])
    }
    for (const child of [...element.querySelectorAll('*')].slice(0, 6)) places.push(['descendant', child, null])
    if (element.nextElementSibling) {
      places.push(['label', element.nextElementSibling, null], ['label', element.nextElementSibling, '::before'],
        ['label', element.nextElementSibling, '::after'])
    }
    for (const label of element.labels || []) {
      places.push(['label', label, null], ['label', label, '::before'], ['label', label, '::after'])
    }
    return places
  }
  const look = (element) => around(element).map(([where, target, pseudo]) => ({ where, styles: read(target, pseudo) }))
  const settle = () => { for (const animation of document.getAnimations()) { try { animation.finish() } catch {} } }
  const canTake = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true })
    && !element.closest('[inert]') && !(element.type === 'radio' && !element.checked)
  // A window in front of the page keeps the focus to itself: what is behind it is never reached.
  const isAllReached = () => [...remembered.keys()].every((element) => !element.isConnected || !canTake(element) || stops.includes(element))
  const roots = (root, found = []) => {
    found.push(...root.querySelectorAll(FOCUSABLE))
    for (const host of root.querySelectorAll('*')) if (host.shadowRoot) roots(host.shadowRoot, found)
    return found
  }

  const inView = (rect) => rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth
  const boxOf = (rect) => rect.width || rect.height
    ? { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height } : null
  const differences = (before, after) => {
    const changed = []
    for (let at = 0; at < after.length; at++) {
      const { where, styles: is } = after[at]
      const was = before[at] ? before[at].styles : []
      if (was.length !== is.length) {
        changed.push({ where, property: 'content', from: String(was[0] ?? ''), to: String(is[0] ?? '') })
        continue
      }
      for (let p = 0; p < is.length; p++) {
        if (was[p] !== is[p]) changed.push({ where, property: PROPERTIES[p], from: was[p], to: is[p] })
      }
    }
    return changed.slice(0, 12)
  }
  // Nothing shows unless there is something to show: of an outline that is not there, say.
  const drawsByItself = ({ property, to }) =>
    !/^outline-(offset|color|width)$/.test(property) && !(property === 'outline-style' && to === 'none')
  // FNV-1a, twice: the page may be without crypto.subtle.
  const digest = (value) => {
    const text = JSON.stringify(value)
    let a = 0x811c9dc5, b = 0x1b873593
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 0x01000193)
      b = Math.imul(b ^ text.charCodeAt(at), 0x85ebca6b)
    }
    return (a >>> 0).toString(36) + '-' + (b >>> 0).toString(36)
  }
  const markupOf = ({ localName, attributes }) => [localName, ...[...attributes]
    .map(({ name, value }) => /^(class|type|role|style)$/.test(name) ? name + '=' + value : name)]
  const kindOf = (element, before, changed) => {
    const markup = around(element).map(([where, target, pseudo]) => [where, pseudo, ...markupOf(target)])
    const styles = before.map(({ styles }) => styles.filter((_, at) => !GEOMETRY.includes(at)))
    codeDigest ??= digest([...document.querySelectorAll('script:not([type*=json]),style,link[rel~=stylesheet]')]
      .map((code) => code.src || code.href || code.textContent))
    return digest([codeDigest, markup, styles, changed])
  }
  const stopAt = (element) => {
    settle()
    const before = remembered.get(element) || []
    const rect = element.getBoundingClientRect()
    const box = boxOf(rect)
    const changed = before.length > 0 ? differences(before, look(element)) : []
    const isDoubtful = box && inView(rect) && !changed.some(drawsByItself)
    return { box, changed, doubtfulKind: isDoubtful ? kindOf(element, before, changed) : null }
  }
  const note = (isPress) => {
    if (ended) return
    const element = deepActive()
    if (!element || element === document.body || element === document.documentElement) {
      if (stops.length > 0) ended = 'round'
    } else if (element === last) {
      // Inside a frame the focus moves on, though the frame element stays the active one here.
      if (isPress && element.localName !== 'iframe' && ++still >= STOPS_INSIDE_A_FIELD) ended = 'stuck'
    } else if (stops.includes(element)) {
      ended = element === stops[0] && isAllReached() ? 'round' : 'loop'
    } else {
      still = 0
      last = element
      stops.push(element)
      seen.push(stopAt(element))
      if (stops.length >= maxStops) ended = 'limit'
    }
  }
  const onKey = (event) => {
    if (event.key !== 'Tab' || !event.isTrusted) return
    note(true)
    isKeyMove = true
    // Presses left over when the walk is at its end.
    if (ended && !event.shiftKey) event.preventDefault()
  }
  const onKeyUp = () => { isKeyMove = false }
  // What moves the focus between two presses is a script.
  const onFocus = () => { if (!isKeyMove) hasDrifted = true }
  const listeners = [['keydown', onKey], ['keyup', onKeyUp], ['focusin', onFocus]]

  return {
    prepare(limit) {
      maxStops = limit
      if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur()
      window.scrollTo(0, 0)
      settle()
      for (const element of roots(document).slice(0, MAX_REMEMBERED)) remembered.set(element, look(element))
      for (const [type, listener] of listeners) window.addEventListener(type, listener, true)
      return [...remembered.keys()].filter(canTake).length
    },
    ended() { note(false); return ended },
    seen: () => seen,
    stops: () => stops,
    // Scripts that take the focus back do so a moment later: presses sent at once would outrun them.
    async drifts() {
      await new Promise((done) => setTimeout(done, 60))
      return hasDrifted
    },
    isAtLast: () => deepActive() === last,
    show(at) {
      stops[at].focus({ focusVisible: true })
      settle()
      const rect = stops[at].getBoundingClientRect()
      return stops[at].isConnected && inView(rect) ? boxOf(rect) : null
    },
    hide(at) { stops[at].blur(); settle() },
    end() {
      for (const [type, listener] of listeners) window.removeEventListener(type, listener, true)
      const active = deepActive()
      if (active && active.blur) active.blur()
      window.scrollTo(0, 0)
    },
  }
})()`
