import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const LOOK_AGAIN_MS = 200

/**
 * Keeps to a group's limit when several workers fetch at the same instant: pg-boss counts what runs and takes a
 * job in one statement, but two such statements side by side do not see each other's. A slot is an advisory lock
 * on one connection of this process, so that a killed worker's slots are free at once.
 */
export class GroupSlots {
  readonly #connectionString: string
  readonly #taken = new Set<string>()
  #client: Promise<pg.Client> | undefined

  constructor(connectionString: string) {
    this.#connectionString = connectionString
  }

  /** Runs the work in one of the group's slots; waits while all are taken. */
  async run<T>(group: string, limit: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (;;) {
      const slot = await this.#take(group, limit)
      if (slot === undefined) {
        await sleep(LOOK_AGAIN_MS, undefined, { signal })
        continue
      }
      try {
        return await work()
      } finally {
        await this.#release(group, slot)
      }
    }
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await (await client?.catch(() => undefined))?.end()
  }

  async #take(group: string, limit: number): Promise<number | undefined> {
    for (let slot = 0; slot < limit; slot++) {
      const name = `${group} ${slot}`
      // A connection may take its own lock twice: what this process holds is known here only.
      if (this.#taken.has(name)) continue
      this.#taken.add(name)
      const isOurs = await this.#ask(
        'select pg_try_advisory_lock(hashtext($1), $2) as done',
        group,
        slot,
      ).catch((error: unknown) => {
        this.#taken.delete(name)
        throw error
      })
      if (isOurs) return slot
      this.#taken.delete(name)
    }
    return undefined
  }

  async #release(group: string, slot: number): Promise<void> {
    this.#taken.delete(`${group} ${slot}`)
    // A connection that broke has let go of its locks already.
    await this.#ask('select pg_advisory_unlock(hashtext($1), $2) as done', group, slot).catch(() => undefined)
  }

  async #ask(text: string, group: string, slot: number): Promise<boolean> {
    this.#client ??= this.#connect()
    const client = await this.#client
    const { rows } = await client.query<{ done: boolean }>(text, [group, slot])
    return rows[0]?.done ?? false
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#connectionString })
    const forget = () => {
      this.#client = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    try {
      await client.connect()
    } catch (error) {
      forget()
      throw error
    }
    return client
  }
}
