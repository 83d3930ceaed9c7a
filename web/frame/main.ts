import { inspect } from './inspect.ts'
import { type Answered, type Asked, READY } from './protocol.ts'

// The frame's origin is opaque, but its address is Rampa's: only Rampa may ask, and only Rampa hears.
const home = location.origin
const answer = (said: Answered) => parent.postMessage(said, home)

addEventListener('message', ({ source, origin, data }: MessageEvent<Asked>) => {
  if (source !== parent || origin !== home || typeof data?.nonce !== 'string') return
  inspect(data.html, data.wanted).then(
    (inspection) => answer({ nonce: data.nonce, inspection }),
    () => answer({ nonce: data.nonce }),
  )
})
parent.postMessage(READY, home)
