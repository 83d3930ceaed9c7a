import type { InspectionShape } from '../client.ts'
import { type Answered, type Asked, READY } from '../frame/protocol.ts'
import { newId } from '../new-id.ts'

const ADDRESS = '/riquadro.html'
/** ms of silence after which the frame is taken for dead. */
const SILENCE_MS = 2_000
/** ms for its first download, which brings axe. */
const DOWNLOAD_MS = 15_000

/** ms between the frame's end of loading and its word, which is already under way by then. */
const LOADED_MS = 500

/** The frame did not answer: it was taken away, and the next question begins with a new one. */
export class FrameSilent extends Error {
  override readonly name = 'FrameSilent'
}

let ready: Promise<HTMLIFrameElement> | undefined

/** Begins the download of the frame and of axe in it, before the first question. */
export const openFrame = (): Promise<HTMLIFrameElement> => {
  ready ??= makeFrame()
  return ready
}

/**
 * What a real document says of a page. It runs in a frame of opaque origin that can reach neither Rampa nor the
 * network; only the frame itself is heard, and only with the word that was given to it.
 *
 * @param html sanitised
 * @throws FrameSilent
 */
export async function inspectInFrame(html: string, wanted: Asked['wanted']): Promise<InspectionShape> {
  const frame = await openFrame()
  const nonce = newId()
  const answer = heard(frame, SILENCE_MS, (data) => (data as Answered | null)?.nonce === nonce)
  // An opaque origin can be named by no other word; the frame hears its parent only.
  frame.contentWindow?.postMessage({ nonce, html, wanted } satisfies Asked, '*')
  const { inspection } = (await answer) as Answered
  if (!inspection) throw new FrameSilent()
  return inspection
}

async function makeFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.className = 'verdict-frame'
  frame.title = 'Riquadro di prova'
  frame.setAttribute('sandbox', 'allow-scripts')
  // Only machines look at it: nobody can reach it by Tab, touch or voice.
  frame.inert = true
  frame.ariaHidden = 'true'
  frame.tabIndex = -1
  frame.src = ADDRESS
  const begun = heard(frame, DOWNLOAD_MS, (data) => data === READY)
  // Its script runs before the frame counts as loaded: one that is loaded and silent will never speak.
  const loaded = new Promise<never>((_, reject) => {
    frame.addEventListener('load', () => setTimeout(() => reject(new FrameSilent()), LOADED_MS), {
      once: true,
    })
  })
  document.body.append(frame)
  try {
    await Promise.race([begun, loaded])
    return frame
  } catch (cause) {
    discard(frame)
    begun.catch(() => undefined)
    throw cause
  } finally {
    loaded.catch(() => undefined)
  }
}

function discard(frame: HTMLIFrameElement): void {
  frame.remove()
  ready = undefined
}

/** The next message of the frame that is the one waited for. */
function heard(
  frame: HTMLIFrameElement,
  patienceMs: number,
  isIt: (data: unknown) => boolean,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source !== frame.contentWindow || !isIt(data)) return
      stop()
      resolve(data)
    }
    const timer = setTimeout(() => {
      stop()
      discard(frame)
      reject(new FrameSilent())
    }, patienceMs)
    const stop = () => {
      clearTimeout(timer)
      removeEventListener('message', hear)
    }
    addEventListener('message', hear)
  })
}
