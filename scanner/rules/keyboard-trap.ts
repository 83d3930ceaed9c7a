import { byBackendId } from '../collect/tree.ts'
import { defineRule } from './rule.ts'

/** The focus that enters an element by keyboard can leave it by keyboard. Judged from a real walk with Tab. */
export const keyboardTrap = defineRule({
  id: 'keyboard-trap',
  family: 'keyboard-trap',
  recipe: 'other',
  criteria: ['2.1.2'],
  act: ['80af7b', 'a1b64e'],
  level: 'A',
  impact: 'critical',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#no-keyboard-trap',
  state: 'focus',
  messages: {
    free: {
      it: 'Con il tasto Tab si percorre tutta la pagina.',
      en: 'The Tab key goes through the whole page.',
    },
    trapped: {
      it: 'Il focus non esce da questo elemento con Tab né con Maiusc+Tab.',
      en: 'The focus leaves this element neither with Tab nor with Shift+Tab.',
    },
    standard: {
      it: 'Il focus non esce con Tab: va verificato se la pagina spiega un altro modo di uscire.',
      en: 'Tab does not leave this element: check whether the page explains another way out.',
    },
  },
  evaluate({ snapshot, focusWalk }) {
    if (!focusWalk || focusWalk.stops.length === 0) return []
    if (focusWalk.ended === 'round') return [{ verdict: 'passed', message: 'free' }]
    if (focusWalk.ended !== 'trapped') return []
    const trap = focusWalk.trapBackendId === null ? undefined : byBackendId(snapshot, focusWalk.trapBackendId)
    if (!trap) return [{ verdict: 'cantTell', message: 'standard' }]
    // Applications and editors may use Tab for themselves, if the page says how to leave.
    const isEditor = trap.description !== '' || ['textbox', 'application', 'Iframe'].includes(trap.role ?? '')
    const message = isEditor ? 'standard' : 'trapped'
    return [{ verdict: isEditor ? 'cantTell' : 'failed', message, node: trap.index }]
  },
})
