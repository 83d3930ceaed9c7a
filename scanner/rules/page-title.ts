import { spoken } from './query.ts'
import { defineRule } from './rule.ts'
import { EMPTY_TITLES, VAGUE_TITLES } from './words.ts'

const FILE_NAME = /^[^\s/\\]+\.(html?|php|aspx?|jsp|pdf|docx?|odt|xlsx?|pptx?|txt|rtf)$/i
const ADDRESS = /^(https?:\/\/\S+|www\.\S+|localhost(:\d+)?(\/\S*)?)$/i

/**
 * Every page has a title that says something. White space is no title: browsers show the address instead. Only
 * titles that a program writes when nobody does are failures; "Home" names a page, if badly, so a person judges.
 */
export const pageTitle = defineRule({
  id: 'page-title',
  family: 'page-title',
  recipe: 'page',
  criteria: ['2.4.2'],
  act: ['2779a5'],
  level: 'A',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#page-titled',
  state: 'default',
  messages: {
    named: { it: 'La pagina ha un titolo: «{title}».', en: 'The page has a title: “{title}”.' },
    missing: { it: 'La pagina non ha un titolo.', en: 'The page has no title.' },
    empty: { it: 'Il titolo della pagina è vuoto.', en: 'The title of the page is empty.' },
    generic: {
      it: 'Il titolo «{title}» non dice di che cosa parla la pagina.',
      en: 'The title “{title}” does not say what the page is about.',
    },
    fileName: {
      it: 'Il titolo «{title}» è il nome di un file, non un titolo.',
      en: 'The title “{title}” is the name of a file, not a title.',
    },
    address: {
      it: 'Il titolo «{title}» è un indirizzo web, non un titolo.',
      en: 'The title “{title}” is a web address, not a title.',
    },
    vague: {
      it: 'Il titolo «{title}» da solo potrebbe non bastare: non dice di quale sito è la pagina.',
      en: 'The title “{title}” may not be enough: it does not say whose page this is.',
    },
  },
  evaluate({ title: raw }) {
    if (raw === null) return [{ verdict: 'failed', message: 'missing' }]
    const title = raw.replace(/[\s\u200b\u00a0\ufeff]+/g, ' ').trim()
    if (title === '') return [{ verdict: 'failed', message: 'empty' }]
    const data = { title }
    const words = spoken(title)
    if (words === '' || EMPTY_TITLES.has(words)) return [{ verdict: 'failed', message: 'generic', data }]
    if (FILE_NAME.test(title)) return [{ verdict: 'failed', message: 'fileName', data }]
    if (ADDRESS.test(title)) return [{ verdict: 'failed', message: 'address', data }]
    if (VAGUE_TITLES.has(words)) return [{ verdict: 'cantTell', message: 'vague', data }]
    return [{ verdict: 'passed', message: 'named', data }]
  },
})
