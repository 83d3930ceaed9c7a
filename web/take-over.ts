/**
 * Draws the app. Where the server has already written the page, the app is drawn aside and takes its place once it
 * has something to show: no flash, nothing twice, and the focus stays where the reader had put it.
 */
export function takeOver(root: HTMLElement, draw: (into: HTMLElement) => void): void {
  if (!root.hasAttribute('data-readable')) {
    draw(root)
    return
  }
  const drawn = document.createElement('div')
  const watch = new MutationObserver(() => {
    if (!drawn.querySelector('h1') || drawn.querySelector('[aria-busy="true"]')) return
    watch.disconnect()
    const find = placeOf(root, document.activeElement)
    drawn.id = root.id
    root.replaceWith(drawn)
    find(drawn)?.focus({ preventScroll: true })
  })
  watch.observe(drawn, { subtree: true, childList: true, attributes: true })
  draw(drawn)
}

/** How to find, in the app, what has the focus in the page it replaces: the same link, or the same place. */
function placeOf(root: HTMLElement, focused: Element | null): (drawn: HTMLElement) => HTMLElement | null {
  if (!focused || !root.contains(focused)) return () => null
  if (focused.id) return (drawn) => drawn.querySelector<HTMLElement>(`#${CSS.escape(focused.id)}`)
  if (focused.tagName === 'H1') return (drawn) => drawn.querySelector('h1')
  const same = `a[href="${CSS.escape(focused.getAttribute('href') ?? '')}"]`
  const at = [...root.querySelectorAll(same)].indexOf(focused)
  return (drawn) => drawn.querySelectorAll<HTMLElement>(same)[at] ?? null
}
