import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { countAuditsByStatus } from './db/queries/metrics.ts'
import type { Deps } from './deps.ts'

interface Measured {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

export interface Metrics {
  observe(measured: Measured): void
  /** In Prometheus' text format. */
  text(): Promise<{ readonly mediaType: string; readonly body: string }>
}

/** What Prometheus reads. Labels are closed sets: routes by pattern, never by address. */
export function createMetrics({ db, queue }: Pick<Deps, 'db' | 'queue'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'rampa_queue_jobs',
    help: 'Jobs of the queue, by kind and state.',
    labelNames: ['queue', 'state'] as const,
    registers: [registry],
    async collect() {
      for (const { name, waiting, running, failed } of await queue.depths()) {
        for (const [state, count] of Object.entries({ waiting, running, failed })) {
          this.set({ queue: name, state }, count)
        }
      }
    },
  })
  new Gauge({
    name: 'rampa_audits',
    help: 'Audits, by status.',
    labelNames: ['status'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      for (const { status, count } of await countAuditsByStatus(db)) this.set({ status }, count)
    },
  })
  return {
    observe: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
    text: async () => ({ mediaType: registry.contentType, body: await registry.metrics() }),
  }
}
