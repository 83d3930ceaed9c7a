import type { Box, FocusStop } from './evidence.ts'

/** What the probe says after a press of Tab. */
export type ProbedStop =
  | {
      readonly kind: 'stop'
      readonly box: Box | null
      readonly isInView: boolean
      readonly changed: FocusStop['changed']
    }
  /**
   * `left`: the focus went to the browser; `seen-first`: back at the first stop; `stuck`: it did not move;
   * `in-frame`: it moves inside a frame.
   */
  | { readonly kind: 'left' }
  | { readonly kind: 'seen-first' }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'in-frame' }

/**
 * Runs in the page's isolated world. Before the walk it remembers the styles of everything that can take the
 * focus, of its pseudo-elements, ancestors, descendants and label; after each Tab it says what differs.
 * Written as text because it lives in the page: it may use nothing of ours.
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
  const remembered = new Map()
  let first = null, last = null

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
  const roots = (root, found = []) => {
    found.push(...root.querySelectorAll(FOCUSABLE))
    for (const host of root.querySelectorAll('*')) if (host.shadowRoot) roots(host.shadowRoot, found)
    return found
  }

  return {
    prepare() {
      if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur()
      window.scrollTo(0, 0)
      settle()
      for (const element of roots(document).slice(0, MAX_REMEMBERED)) remembered.set(element, look(element))
    },
    probe() {
      const element = deepActive()
      if (!element || element === document.body || element === document.documentElement) return { kind: 'left' }
      if (element === last) return { kind: element.localName === 'iframe' ? 'in-frame' : 'stuck' }
      if (element === first) return { kind: 'seen-first' }
      first = first || element
      last = element
      settle()
      const before = remembered.get(element)
      const after = look(element)
      const changed = []
      if (before) {
        for (let at = 0; at < after.length; at++) {
          const was = before[at] ? before[at].styles : []
          const is = after[at].styles
          if (was.length !== is.length) {
            changed.push({ where: after[at].where, property: 'content', from: String(was[0] ?? ''), to: String(is[0] ?? '') })
            continue
          }
          for (let p = 0; p < is.length; p++) {
            if (was[p] !== is[p]) changed.push({ where: after[at].where, property: PROPERTIES[p], from: was[p], to: is[p] })
          }
        }
      }
      const rect = element.getBoundingClientRect()
      return {
        kind: 'stop',
        box: rect.width || rect.height ? { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height } : null,
        isInView: rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth,
        changed: changed.slice(0, 12),
      }
    },
    viewBox() {
      const element = deepActive()
      if (!element) return null
      const rect = element.getBoundingClientRect()
      return { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height }
    },
    hide() { last = deepActive(); if (last) last.blur(); settle() },
    show() { if (last) last.focus({ preventScroll: true, focusVisible: true }); settle() },
    end() { const active = deepActive(); if (active && active.blur) active.blur(); window.scrollTo(0, 0) },
  }
})()`
