import { useState } from 'preact/hooks'
import { storedKeys, storeKeys } from '../stored.ts'

/** Whether this person wants the shortcut keys of a screen: they can be turned off (WCAG 2.2, 2.1.4). */
export function useKeysChoice(screen: 'list' | 'judge', initial: boolean) {
  const [areOn, setOn] = useState(() => storedKeys(screen) ?? initial)
  const choose = (next: boolean) => {
    setOn(next)
    storeKeys(screen, next)
  }
  return [areOn, choose] as const
}
