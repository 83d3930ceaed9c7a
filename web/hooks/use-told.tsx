import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * What became of an action, where its button may be gone: the sentence takes the focus, so that nobody is left
 * at the top of the page and screen readers say it.
 */
export function useTold() {
  const [told, setTold] = useState<{ readonly text: string } | null>(null)
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // After a dialog that led here, which gives focus back to its button when it closes.
    if (told) queueMicrotask(() => place.current?.focus())
  }, [told])
  return {
    tell: (text: string) => setTold({ text }),
    clear: () => setTold(null),
    said: told && (
      <p class="told" ref={place} tabIndex={-1}>
        {told.text}
      </p>
    ),
  }
}
