import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Actor, allow } from './actor.ts'
import type { Action, Reach } from './permissions.ts'
import { Problem, type Sentence } from './problem.ts'

export interface Env {
  Variables: {
    /** null: nobody is signed in. */
    actor: Actor | null
    lang: 'it' | 'en'
  }
}

/** A router whose refusals of bad input name the fields. */
export const createRouter = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw badInput(result.error)
    },
  })

function badInput(error: z.core.$ZodError): Problem {
  const fields: Record<string, Sentence> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= sentenceOf(issue)
  return new Problem(
    422,
    'bad-input',
    {
      it: 'Alcuni dati non vanno bene: correggili e riprova.',
      en: 'Some of what was sent is not right: correct it and try again.',
    },
    { fields },
  )
}

function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && issue.minimum > 1
        ? {
            it: `Scrivi almeno ${issue.minimum} caratteri.`,
            en: `Write at least ${issue.minimum} characters.`,
          }
        : { it: 'Manca un valore.', en: 'A value is missing.' }
    case 'too_big':
      return { it: `Il massimo è ${issue.maximum}.`, en: `The most is ${issue.maximum}.` }
    case 'invalid_value':
      return {
        it: `Scegli uno di: ${issue.values.join(', ')}.`,
        en: `Choose one of: ${issue.values.join(', ')}.`,
      }
    case 'invalid_format':
      return issue.format === 'email'
        ? {
            it: 'Scrivi un indirizzo e-mail intero, per esempio nome@comune.it.',
            en: 'Write a whole e-mail address, e.g. name@comune.it.',
          }
        : { it: 'Il formato non è quello atteso.', en: 'This is not in the expected format.' }
    case 'custom': {
      const { it, en } = (issue.params ?? {}) as Partial<Sentence>
      return it && en ? { it, en } : UNFIT
    }
    default:
      return UNFIT
  }
}

const UNFIT: Sentence = {
  it: 'Il valore manca o non è del tipo atteso.',
  en: 'The value is missing or not of the expected kind.',
}

/** @throws Problem 401 when nobody is signed in */
export function actorOf(c: Context<Env>): Actor {
  const actor = c.get('actor')
  if (actor) return actor
  throw new Problem(401, 'sign-in-needed', {
    it: 'Per continuare devi entrare.',
    en: 'Sign in to go on.',
  })
}

/** Somebody in a session of their own. */
export interface SignedIn extends Actor {
  readonly personId: string
  readonly sessionId: string
}

/** @throws Problem 401 when nobody is signed in, 403 for tokens and guests: it is about a person and their session */
export function personOf(c: Context<Env>): SignedIn {
  const actor = actorOf(c)
  const { personId, sessionId } = actor
  if (personId && sessionId) return { ...actor, personId, sessionId }
  throw new Problem(403, 'for-people', {
    it: 'Questa azione è solo per le persone: entra con il tuo indirizzo.',
    en: 'This is for people only: sign in with your own address.',
  })
}

/** Who asks, and how far they may do this. */
export function allowed(c: Context<Env>, action: Action): { readonly actor: Actor; readonly reach: Reach } {
  const actor = actorOf(c)
  return { actor, reach: allow(actor, action) }
}
