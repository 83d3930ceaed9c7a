import type { ColumnType, Generated } from 'kysely'

export type Id = Generated<string>
/** Written as a Date, read as a Date. */
export type At = ColumnType<Date, Date | string, Date | string>
export type MadeAt = ColumnType<Date, Date | string | undefined, never>
export type MaybeAt = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
/** A calendar day, `YYYY-MM-DD`, or null. */
export type MaybeDay = ColumnType<string | null, string | null | undefined, string | null>
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
/** jsonb: written as a JSON string. */
export type Json<T> = ColumnType<T, string, string>
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>
/** jsonb with a default. */
export type DefaultJson<T> = ColumnType<T, string | undefined, string>
