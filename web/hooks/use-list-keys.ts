import { useEffect } from 'preact/hooks'

interface Keys {
  /** Off unless the person turned it on (WCAG 2.2, 2.1.4). */
  readonly isOn: boolean
  /** Finds the links of the list, in order; each lies in its own `li`. */
  readonly links: string
  /** Called with the place of the link that has the focus. */
  readonly onToggle: (index: number) => void
}

/** `j` and `k` move through a list, `x` chooses. Never while somebody writes, or a dialog is open. */
export function useListKeys({ isOn, links, onToggle }: Keys): void {
  useEffect(() => {
    if (!isOn) return
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      const all = [...document.querySelectorAll<HTMLElement>(links)]
      const here = all.findIndex((link) => link.closest('li')?.contains(document.activeElement))
      if (event.key === 'j') all[Math.min(here + 1, all.length - 1)]?.focus()
      else if (event.key === 'k') all[Math.max(here - 1, 0)]?.focus()
      else if (event.key === 'x' && here >= 0) onToggle(here)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn, links, onToggle])
}

function isWriting(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio'
  return target.isContentEditable || ['SELECT', 'TEXTAREA'].includes(target.tagName)
}
