import { LINK_MINUTES } from './sign-in-link.ts'

export type Lang = 'it' | 'en'

export interface MailText {
  readonly subject: string
  readonly body: string
}

/** Days that an invitation can be accepted. */
export const INVITATION_DAYS = 7

const ROLE_NAMES: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  it: {
    administrator: 'amministrazione',
    'accessibility-manager': 'responsabile dell’accessibilità',
    editor: 'redazione',
    supplier: 'fornitore',
    employee: 'dipendente',
    'office-manager': 'responsabile di ufficio',
    'association-administrator': 'amministrazione dell’associazione',
    facilitator: 'facilitazione',
    door: 'accoglienza',
  },
  en: {
    administrator: 'administrator',
    'accessibility-manager': 'accessibility manager',
    editor: 'editor',
    supplier: 'supplier',
    employee: 'employee',
    'office-manager': 'office manager',
    'association-administrator': 'association administrator',
    facilitator: 'facilitator',
    door: 'welcome desk',
  },
}

export function signInMail(lang: Lang, { name, link }: { name: string; link: string }): MailText {
  return lang === 'it'
    ? {
        subject: 'Il tuo collegamento per entrare in Rampa',
        body: `Ciao ${name},

ecco il collegamento per entrare in Rampa:
${link}

Vale ${LINK_MINUTES} minuti e una volta sola.
Se non l'hai chiesto tu, non devi fare nulla: senza questo messaggio nessuno può usarlo.

Buon lavoro,
Rampa
`,
      }
    : {
        subject: 'Your link to sign in to Rampa',
        body: `Hello ${name},

here is your link to sign in to Rampa:
${link}

It works for ${LINK_MINUTES} minutes, and once only.
If you did not ask for it, there is nothing to do: without this message nobody can use it.

Have a good day,
Rampa
`,
      }
}

export function invitationMail(
  lang: Lang,
  about: {
    readonly organisation: string
    readonly inviter: string | null
    readonly role: string
    readonly office: string | null
    readonly link: string
  },
): MailText {
  const role = ROLE_NAMES[lang][about.role] ?? about.role
  if (lang === 'it') {
    const who = about.inviter ? `${about.inviter} ti invita` : 'hai un invito'
    return {
      subject: `${about.organisation} ti aspetta su Rampa`,
      body: `Ciao,

${who} a lavorare con ${about.organisation} su Rampa, dove l'ente cura l'accessibilità dei suoi siti.
Il tuo ruolo: ${role}${about.office ? `, ${about.office}` : ''}.

Per accettare apri questo collegamento entro ${INVITATION_DAYS} giorni:
${about.link}

Se non ti aspettavi questo invito, puoi ignorarlo: non succede nulla.

A presto,
Rampa
`,
    }
  }
  const who = about.inviter ? `${about.inviter} invites you` : 'you are invited'
  return {
    subject: `${about.organisation} is waiting for you on Rampa`,
    body: `Hello,

${who} to work with ${about.organisation} on Rampa, where it looks after the accessibility of its sites.
Your role: ${role}${about.office ? `, ${about.office}` : ''}.

To accept, open this link within ${INVITATION_DAYS} days:
${about.link}

If you did not expect this invitation, ignore it: nothing will happen.

See you soon,
Rampa
`,
  }
}

export function passwordMail(lang: Lang, { name, url }: { name: string; url: string }): MailText {
  return lang === 'it'
    ? {
        subject: 'La tua password di Rampa è cambiata',
        body: `Ciao ${name},

la tua password di Rampa è stata appena cambiata, e le altre sessioni sono state chiuse.

Se la modifica non è tua, entra con un collegamento e scegline subito un'altra:
${url}/entra

Buon lavoro,
Rampa
`,
      }
    : {
        subject: 'Your Rampa password was changed',
        body: `Hello ${name},

your Rampa password has just been changed, and your other sessions were ended.

If it was not you, sign in with a link and choose another one at once:
${url}/entra

Have a good day,
Rampa
`,
      }
}
