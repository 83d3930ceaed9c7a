import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { elements, parentOf, textOf } from '../collect/tree.ts'
import { isExposed, spoken } from './query.ts'
import { defineRule, type Found } from './rule.ts'
import { EMPTY_ALTS, VAGUE_ALTS } from './words.ts'

type Message = 'described' | 'fileName' | 'generic' | 'code' | 'date' | 'doubtful'

const FILE_NAME = /\.(jpe?g|jfif|png|gif|svg|webp|avif|bmp|tiff?|heic|ico)$/i
/** What cameras, scanners and content systems call a picture. */
const CODE =
  /^(img|image|immagine|foto|photo|pic|dsc[nf]?|pict|screenshot|whatsapp image|schermata|scan|scansione|pxl|senza titolo|untitled)[\s_-]*[\d_\s().at:-]+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^(image|immagine|photo|foto) of$/i
const DATE = /^(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{8})([\sT_-]+[\d:._-]+)?$/
const NUMBER = /^[\d\s._-]+$/

/**
 * A text alternative stands for what the picture shows. A file name, a camera's number or the word "picture" does
 * not (failure F30). Whether any other text is right, only a person can say: it is not reported.
 */
export const imageAltQuality = defineRule({
  id: 'image-alt-quality',
  family: 'image-alt-quality',
  recipe: 'image',
  criteria: ['1.1.1'],
  act: [],
  level: 'A',
  impact: 'serious',
  owner: 'editorial',
  source: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F30',
  state: 'default',
  messages: {
    described: {
      it: 'L’alternativa testuale è fatta di parole.',
      en: 'The text alternative is made of words.',
    },
    fileName: {
      it: 'L’alternativa testuale «{alt}» è il nome di un file.',
      en: 'The text alternative “{alt}” is the name of a file.',
    },
    generic: {
      it: 'L’alternativa testuale «{alt}» non dice che cosa mostra l’immagine.',
      en: 'The text alternative “{alt}” does not say what the image shows.',
    },
    code: {
      it: 'L’alternativa testuale «{alt}» è una sigla automatica, non una descrizione.',
      en: 'The text alternative “{alt}” is an automatic code, not a description.',
    },
    date: {
      it: 'L’alternativa testuale «{alt}» è solo una data.',
      en: 'The text alternative “{alt}” is only a date.',
    },
    doubtful: {
      it: 'L’alternativa testuale «{alt}» potrebbe non bastare.',
      en: 'The text alternative “{alt}” may not be enough.',
    },
  },
  evaluate({ snapshot }) {
    return elements(snapshot)
      .filter((node) => isImage(node) && isExposed(node) && node.name.trim() !== '')
      .map((node) => judge(snapshot, node))
  },
})

const isImage = ({ tag, role, attributes }: EvidenceNode): boolean =>
  role === 'image' ||
  role === 'img' ||
  tag === 'img' ||
  tag === 'area' ||
  (tag === 'input' && attributes.type?.toLowerCase() === 'image')

function judge(snapshot: Snapshot, image: EvidenceNode): Found<Message> {
  const node = image.index
  const alt = image.name.trim()
  const message = altFault(alt, image.attributes.src ?? image.attributes.data ?? '')
  if (!message) return { verdict: 'passed', message: 'described', node }
  const isDoubt =
    message === 'doubtful' ||
    // A list of files may well show the name of each beside its picture.
    (message === 'fileName' && isNamedBeside(snapshot, image, alt)) ||
    (message === 'date' && isSmall(image))
  return { verdict: isDoubt ? 'cantTell' : 'failed', message, node, data: { alt } }
}

/** What is wrong with an alternative by itself. @param address of the picture */
export function altFault(alt: string, address: string): Exclude<Message, 'described'> | null {
  const words = spoken(alt)
  const file = fileOf(address)
  if ((file !== '' && alt.toLowerCase() === file) || FILE_NAME.test(alt)) return 'fileName'
  if (words === '' || CODE.test(alt)) return 'code'
  if (EMPTY_ALTS.has(words)) return 'generic'
  if (DATE.test(alt)) return 'date'
  if (isOwnStem(alt, file) && /[\d_]/.test(alt)) return 'code'
  const isDoubtful = NUMBER.test(alt) || VAGUE_ALTS.has(words) || (isOwnStem(alt, file) && /-/.test(alt))
  return isDoubtful ? 'doubtful' : null
}

/** CSS px a side: a picture this small can be a number or a date drawn as an icon. */
const SMALL_PX = 64
const isSmall = ({ box }: EvidenceNode): boolean => !box || box.width < SMALL_PX || box.height < SMALL_PX

function fileOf(address: string): string {
  if (address.startsWith('data:')) return ''
  const last =
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  try {
    return decodeURIComponent(last).toLowerCase()
  } catch {
    return last.toLowerCase()
  }
}

const isOwnStem = (alt: string, file: string): boolean =>
  file !== '' && alt.toLowerCase() === file.replace(/\.[a-z0-9]{2,5}$/, '')

function isNamedBeside(snapshot: Snapshot, image: EvidenceNode, alt: string): boolean {
  const parent = parentOf(snapshot, image)
  const beside = parent ? textOf(snapshot, parentOf(snapshot, parent) ?? parent) : ''
  return beside.toLowerCase().includes(alt.toLowerCase())
}
