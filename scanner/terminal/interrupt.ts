export interface Stop {
  readonly isStopped: boolean
  onStop(listener: () => void): void
  end(): void
}

/** Ctrl-C in two steps: the first ends the audit in order, with its report; the second ends it at once. */
export function listenForStop(): Stop {
  let isStopped = false
  let listener: () => void = () => undefined
  const onSignal = () => {
    if (isStopped) process.exit(130)
    isStopped = true
    listener()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
  return {
    get isStopped() {
      return isStopped
    },
    onStop(then) {
      listener = then
    },
    end() {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
    },
  }
}
