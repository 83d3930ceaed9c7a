/** Odd places count by this table, even places by value. DM 12 March 1974, on the Italian tax code. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
const TAX_CODE = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/

function isTaxCode(text: string): boolean {
  if (!TAX_CODE.test(text)) return false
  const rank = (char: string) => (/\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65)
  const sum = [...text.slice(0, 15)].reduce(
    (total, char, at) => total + (at % 2 === 0 ? (ODD[rank(char)] ?? 0) : rank(char)),
    0,
  )
  return text.charCodeAt(15) - 65 === sum % 26
}

/** Luhn's check digit, as on payment cards (ISO/IEC 7812-1). */
function isCard(digits: string): boolean {
  if (!/^[3-6]\d{14,15}$/.test(digits)) return false
  const sum = [...digits].toReversed().reduce((total, char, at) => {
    const doubled = at % 2 === 0 ? Number(char) : Number(char) * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** ISO 13616: the four first characters moved to the end, letters as numbers, remainder 1 of 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((char) => Number.parseInt(char, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

/** A card's number inside a sentence, in groups or not, but not a part of a longer code. */
const CARD_INSIDE = /(?<!\d[ -]?)(?:\d[ -]?){14,15}\d(?![ -]?\d)/g
/** What sites ask a password to be: eight characters or more of four kinds, without blanks. */
const PASSWORD = /^(?=.*\p{Ll})(?=.*\p{Lu})(?=.*\d)(?=.*[^\p{L}\d])\S{8,64}$/u

export type RealLooking = 'tax-code' | 'card' | 'iban' | 'password'

/** Could this be somebody's own? Then it is refused, kept nowhere, and taught about. */
export function realLooking(text: string): RealLooking | undefined {
  const compact = text.replace(/[\s.-]/g, '').toUpperCase()
  const words = text.toUpperCase().split(/[^A-Z0-9]+/)
  if (isTaxCode(compact) || words.some(isTaxCode)) return 'tax-code'
  const numbers = text.match(CARD_INSIDE) ?? []
  if (isCard(compact) || numbers.some((found) => isCard(found.replace(/\D/g, '')))) return 'card'
  if (isIban(compact)) return 'iban'
  if (PASSWORD.test(text.trim())) return 'password'
  return undefined
}

/** What the field says instead of taking it. */
export const REFUSALS: Readonly<Record<RealLooking, string>> = {
  'tax-code':
    'Sembra un codice fiscale vero. Qui non serve e non è stato conservato: usa quello della scheda del caso.',
  password:
    'Sembra una password vera. Non scriverla dove non serve: qui non è stato conservato niente. Se è la tua, cambiala.',
  card: 'Sembra il numero di una carta vera. Non darlo mai a un sito che non conosci; qui non è stato conservato.',
  iban: 'Sembra un IBAN vero. Qui non serve e non è stato conservato: usa i dati della scheda del caso.',
}
