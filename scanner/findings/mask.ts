/**
 * Personal data leave no trace in what is stored: snippets, texts and addresses are masked before anything
 * else sees them. Every pattern is bounded, so that time grows with the length of the text and nothing else.
 * In doubt it masks: a hidden phone number costs nothing, a published one cannot be taken back.
 */

const MASK = '•••'

const EMAIL =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@(?!\d(?:\.\d)?x\b)|%40|&#64;|&commat;|\s?[[(](?:at|chiocciola)[\])]\s?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/giu

/** With omocodia: the Revenue Agency replaces digits by these letters when two people get the same code. */
const FISCAL_CODE =
  /(?<![a-z0-9])[a-z]{3} ?[a-z]{3} ?[0-9lmnpqrstuv]{2} ?[abcdehlmprst][0-9lmnpqrstuv]{2} ?[a-z][0-9lmnpqrstuv]{3} ?[a-z](?![a-z0-9])/gi

/** Eleven bare digits are many things; only a label makes them a VAT number or a body's fiscal code. */
const VAT_NUMBER =
  /((?:p(?:artita|\.)?[ \u00a0]?i\.?v\.?a|vat|cod(?:ice|\.)?[ \u00a0]?fisc(?:ale|\.)?|\bc\.?f)(?:[^0-9<>]{0,20}?))(?:it[ \u00a0]?)?\d{3}[ .]?\d{4}[ .]?\d{4}(?!\d)/gi

const IBAN_START = /(?<![a-z0-9])([a-z]{2})\d{2}(?:[ \u00a0-]?[a-z0-9]){11,30}/gi

/** Characters of an IBAN by country. https://www.swift.com/standards/data-standards/iban */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
}

const CARD = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g

/** `+39` numbers, fixed lines (0 and a district, 8 to 11 digits), mobiles (3…, 9 or 10) and free numbers. */
const PHONE =
  /(?<![\p{L}\p{N}#&_]|\d[.,])(?:(?:\+|00)\d{1,3}[ \u00a0./-]{0,3})?\(?(?:0[1-9]\d{0,2}|3[1-9]\d|8(?:00|03|40|48)|199)\)?(?:[ \u00a0./-]{0,3}\d{4,8}(?!\d)|(?:[ \u00a0./-]{1,3}\d{2,4}){2,4}(?!\d)|(?:[ \u00a0.-]?\d{2,4}){2,3}(?!\d))/gu

/** Of other countries: only with their prefix. */
const FOREIGN_PHONE = /(?<![\p{L}\p{N}])\+(?!39)[1-9]\d{0,2}(?:[ \u00a0./()-]{0,3}\d){6,12}/gu

const DATE = /^\(?\d{1,2}([/. -])\d{1,2}\1(?:\d{2}|\d{4})(?!\d)/
const RECORD_NUMBER =
  /(?:prot(?:ocollo)?|pratica|delibera(?:zione)?|determina(?:zione)?|ordinanza|atto|rep(?:ertorio)?|cig|cup|reg(?:istro)?)[.°:\s]{0,3}(?:(?:n|nr|num|numero)[.°:\s]{0,3})?$/i
const PRICE_BEFORE = /(?:€|eur|euro)\s{0,2}$/i
const PRICE_AFTER = /^(?:,\d|\s{0,2}(?:€|eur\b|euro\b))/i
const YEAR_AFTER = /^\/(?:19|20)?\d{2}(?!\d)/

const SECRET_PARAMETER =
  /([?&;#](?:amp;)?[\w.[-]{0,40}?(?:token|key|session|sessionid|sid|phpsessid|auth|e-?mail|mail|password|passwd|pwd|secret|signature|sig|ticket|otp|pin|user|username|utente|codice_?fiscale|cf|tel|phone|telefono|iban)\]?=)[^&#"'\s<>]{1,2000}/gi

/** Longer attributes are cut from a snippet anyway; the bound keeps the pattern linear. */
const TAG_WITH_VALUE = /<([a-z][a-z0-9-]{0,40})\b((?:[^<>"']|"[^"]{0,5000}"|'[^']{0,5000}'){0,3000})>/gi
const VALUE = /(\s(?:data-)?value\s{0,3}=\s{0,3})(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi
const BUTTON_TYPE = /\stype\s{0,3}=\s{0,3}["']?(?:submit|button|reset)\b/i
/** Their `value` is a label or a position of the page, not what somebody typed. */
const VALUE_IS_CONTENT = new Set(['button', 'li', 'progress', 'meter', 'option', 'data', 'param'])
const TEXTAREA = /(<textarea\b[^>]{0,5000}>)[^<]+/gi

/** For pictures: text that matches one of these is painted over. */
export const PERSONAL_PATTERNS: readonly RegExp[] = [
  EMAIL,
  FISCAL_CODE,
  VAT_NUMBER,
  IBAN_START,
  CARD,
  PHONE,
  FOREIGN_PHONE,
].map((pattern) => new RegExp(pattern.source, pattern.flags.replace('g', '')))

/** Plain text or an address, masked. Masking twice changes nothing. */
export function maskText(text: string): string {
  return maskPhones(
    text
      .replace(SECRET_PARAMETER, `$1${MASK}`)
      .replace(EMAIL, MASK)
      .replace(FISCAL_CODE, MASK)
      .replace(IBAN_START, maskIban)
      .replace(VAT_NUMBER, `$1${MASK}`)
      .replace(CARD, (digits) => (isCardNumber(digits) ? MASK : digits)),
  )
}

/** Markup, masked: as text, and without what is typed into forms. */
export function maskHtml(html: string): string {
  return maskText(
    html
      .replace(TAG_WITH_VALUE, (tag, name: string, attributes: string) => {
        if (VALUE_IS_CONTENT.has(name.toLowerCase()) || BUTTON_TYPE.test(attributes)) return tag
        return `<${name}${attributes.replace(VALUE, `$1"${MASK}"`)}>`
      })
      .replace(TEXTAREA, `$1${MASK}`),
  )
}

/** Masks as many characters as the country's IBANs have and leaves what follows. */
function maskIban(candidate: string, country: string): string {
  const length = IBAN_LENGTHS[country.toUpperCase()]
  if (length === undefined) return candidate
  let seen = 0
  for (let end = 0; end < candidate.length; end += 1) {
    if (/[a-z0-9]/i.test(candidate.charAt(end))) seen += 1
    if (seen < length) continue
    const next = candidate.charAt(end + 1)
    return /[a-z0-9]/i.test(next) ? candidate : MASK + candidate.slice(end + 1)
  }
  return candidate
}

/** Luhn's check, so that codes of records and goods are left alone. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - i))
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits)
}

function maskPhones(text: string): string {
  return text
    .replace(PHONE, (found, ...rest) => {
      const offset: number = rest[rest.length - 2]
      return isPhone(found, text, offset) ? MASK : found
    })
    .replace(FOREIGN_PHONE, MASK)
}

function isPhone(found: string, text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 40), offset)
  const after = text.slice(offset + found.length, offset + found.length + 8)
  if (DATE.test(found) || RECORD_NUMBER.test(before) || YEAR_AFTER.test(after)) return false
  if (PRICE_BEFORE.test(before) || PRICE_AFTER.test(after)) return false
  const digits = found.replace(/\D/g, '')
  // Eleven digits in one piece are a VAT number or a code, never a mobile or a free number.
  return digits.length >= 8 && !(/^[138]/.test(found) && digits.length > 10)
}
