import { z } from '@hono/zod-openapi'
import { ACTIONS } from '../permissions.ts'
import { at, id } from './common.ts'

export const ROLES = [
  'administrator',
  'accessibility-manager',
  'editor',
  'supplier',
  'employee',
  'office-manager',
  'association-administrator',
  'facilitator',
  'door',
] as const
const role = z.enum(ROLES)
const scope = z.enum(['read', 'audit', 'findings', 'admin'])
const email = z.email().max(254).toLowerCase()
/** One line: names stand in the subjects of mails. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u)
/** Long rather than complicated (NIST SP 800-63B). */
const newPassword = z.string().min(12).max(200)

export const officeRef = z.object({ id, name: z.string() })
export const personRef = z.object({ id, name: z.string() })

export const me = z
  .object({
    kind: z.enum(['person', 'guest', 'token']),
    /** null for a guest, and for a token whose maker is gone. */
    person: z
      .object({
        id,
        name: z.string(),
        email: z.string(),
        lang: z.enum(['it', 'en']),
        hasPassword: z.boolean(),
        /** Whether they want mails about their work. */
        mailNotices: z.boolean(),
      })
      .nullable(),
    organisation: z.object({
      id,
      name: z.string(),
      kind: z.enum(['municipality', 'supplier', 'association']),
    }),
    /** Where else this person belongs. */
    organisations: z.array(z.object({ id, name: z.string() })),
    roles: z.array(role),
    offices: z.array(officeRef),
    supplier: z.string().nullable(),
    /** What this person may do here, by action; absent: not at all. */
    can: z.partialRecord(z.enum(ACTIONS), z.enum(['all', 'own'])),
  })
  .openapi('Me')
export const updateMe = z.object({
  name: name.optional(),
  lang: z.enum(['it', 'en']).optional(),
  mailNotices: z.boolean().optional(),
})
export const setPassword = z.object({ current: z.string().max(200).optional(), next: newPassword })

export const signInOptions = z
  .object({
    /** false: no SMTP server is set, links are read by administrators. */
    sendsMail: z.boolean(),
    oidc: z.object({ label: z.string() }).nullable(),
    /** Why the last try ended at the sign-in page, when its address has `errore`. */
    problem: z.string().nullable(),
  })
  .openapi('SignInOptions')
export const askLink = z.object({ email })
export const useToken = z.object({ token: z.string().min(20).max(200) })
export const passwordSignIn = z.object({ email, password: z.string().min(1).max(200) })

export const session = z
  .object({ id, device: z.string(), isCurrent: z.boolean(), createdAt: at, lastUsedAt: at })
  .openapi('Session')

export const office = z
  .object({ id, name: z.string(), peopleCount: z.number().int(), siteCount: z.number().int() })
  .openapi('Office')
export const newOffice = z.object({ name })

const memberRole = z.object({ role, office: officeRef.nullable() })
export const person = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    roles: z.array(memberRole),
    lastSeenAt: at.nullable(),
    createdAt: at,
  })
  .openapi('Person')
export const setRoles = z.object({
  roles: z
    .array(z.object({ role, officeId: id.nullable() }))
    .min(1)
    .max(20),
})

export const invitation = z
  .object({
    id,
    email: z.string(),
    role,
    office: officeRef.nullable(),
    expiresAt: at,
    acceptedAt: at.nullable(),
    createdAt: at,
  })
  .openapi('Invitation')
export const newInvitation = z.object({ email, role, officeId: id.nullable().default(null) })
/** What somebody with the link sees before accepting. */
export const openInvitation = z
  .object({
    organisation: z.string(),
    email: z.string(),
    role,
    office: z.string().nullable(),
    /** Has an account already: accepts with it, and gives no name. */
    isKnown: z.boolean(),
  })
  .openapi('OpenInvitation')
export const acceptInvitation = z.object({ name: name.optional(), password: newPassword.optional() })
/** false: who has an account now signs in with it. */
export const accepted = z.object({ isSignedIn: z.boolean() }).openapi('Accepted')

export const apiToken = z
  .object({
    id,
    name: z.string(),
    scopes: z.array(scope),
    expiresAt: at.nullable(),
    lastUsedAt: at.nullable(),
    createdAt: at,
  })
  .openapi('ApiToken')
export const newApiToken = z.object({
  name,
  scopes: z.array(scope).min(1),
  days: z.number().int().min(1).max(730).nullable().default(365),
})
/** The only answer that ever holds the token itself. */
export const madeApiToken = apiToken.extend({ token: z.string() }).openapi('MadeApiToken')

export const guestLink = z
  .object({ id, supplier: z.string(), expiresAt: at, createdAt: at, createdBy: z.string().nullable() })
  .openapi('GuestLink')
export const newGuestLink = z.object({ supplier: name, days: z.number().int().min(1).max(365).default(30) })
export const madeGuestLink = guestLink.extend({ url: z.string() }).openapi('MadeGuestLink')

export const mail = z
  .object({
    id,
    recipient: z.string(),
    subject: z.string(),
    body: z.string(),
    status: z.enum(['queued', 'sent', 'failed', 'kept']),
    error: z.string(),
    createdAt: at,
    sentAt: at.nullable(),
  })
  .openapi('Mail')

export const logEntry = z
  .object({
    id: z.string(),
    action: z.string(),
    person: z.string().nullable(),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    createdAt: at,
  })
  .openapi('LogEntry')

export const organisation = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(['municipality', 'supplier', 'association']),
    ipaCode: z.string().nullable(),
  })
  .openapi('Organisation')
export const updateOrganisation = z.object({
  name: name.optional(),
  ipaCode: z.string().trim().max(20).nullable().optional(),
})

export type Me = z.infer<typeof me>
export type SignInOptions = z.infer<typeof signInOptions>
export type Session = z.infer<typeof session>
export type Office = z.infer<typeof office>
export type Person = z.infer<typeof person>
const importFault = z.object({
  /** As in the file: 0 when the fault is the whole file's. */
  line: z.number().int(),
  /** Empty: the whole line. */
  column: z.string(),
  expected: z.string(),
})
/** What a file of people would bring, before anything is written. */
export const importPreview = z
  .object({
    rows: z.array(
      z.object({
        line: z.number().int(),
        name: z.string(),
        email: z.string(),
        role: z.string(),
        office: z.string(),
        /** `present`: has this role, or an open invitation to it; `faulty`: is left out. */
        state: z.enum(['new', 'present', 'faulty']),
      }),
    ),
    faults: z.array(importFault),
  })
  .openapi('ImportPreview')
export const importFile = z.object({
  /** The bytes of the CSV in base64: its encoding is found out here. */
  file: z.base64().max(700_000),
})
export const importPeople = importFile.extend({ sendsInvitations: z.boolean() })
export const imported = z
  .object({ added: z.number().int(), invited: z.number().int(), present: z.number().int() })
  .openapi('Imported')
export type ImportPreview = z.infer<typeof importPreview>
export type ImportFault = z.infer<typeof importFault>
export type Imported = z.infer<typeof imported>
export type Invitation = z.infer<typeof invitation>
export type OpenInvitation = z.infer<typeof openInvitation>
export type Accepted = z.infer<typeof accepted>
export type ApiToken = z.infer<typeof apiToken>
export type MadeApiToken = z.infer<typeof madeApiToken>
export type GuestLink = z.infer<typeof guestLink>
export type MadeGuestLink = z.infer<typeof madeGuestLink>
export type Mail = z.infer<typeof mail>
export type LogEntry = z.infer<typeof logEntry>
export type Organisation = z.infer<typeof organisation>
