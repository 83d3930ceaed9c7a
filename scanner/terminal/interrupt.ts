export interface Stop {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  end(): void
}

/** Ctrl-C in two steps: the first ends the audit in order, with its report; the second ends it at once. */
export function listenForStop(): Stop {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
  return {
    signal: controller.signal,
    end() {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
    },
  }
}
