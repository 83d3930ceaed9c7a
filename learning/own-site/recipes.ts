import type { Element } from 'domhandler'
import type { z } from 'zod'
import { type Check, check as vocabulary } from '../checks/check-spec.ts'
import { all, first, textOf } from '../markup/tree.ts'

/** What an audit saw of one element, masked. */
export interface OwnSource {
  readonly rule: string
  /** The element and what it holds. */
  readonly html: string
  /** What the rule measured. */
  readonly data: Readonly<Record<string, string | number>>
}

/** How a fault is practised: which part of the element is edited, and what has to hold afterwards. */
export interface Recipe {
  readonly title: string
  readonly after: string
  /** HTML. */
  readonly task: string
  readonly hints: readonly string[]
  /** Marks what may be edited in the element; false when the element has nothing to edit. */
  mark(box: Element): boolean
  checks(box: Element, source: OwnSource): readonly Check[]
}

type Assertion = Omit<z.input<typeof vocabulary>, 'id' | 'ifFails' | 'required'>

/** Read by the vocabulary itself: a recipe that leaves it does not come into being. */
const check = (id: string, ifFails: string, assertion: Assertion, required = true): Check =>
  vocabulary.parse({ id, required, ifFails, ...assertion })

const edit = (element: Element | null, kind: 'alt' | 'text' | 'rich'): boolean => {
  if (!element) return false
  element.attribs['data-edit'] = kind
  element.attribs.id = 'tuo'
  return true
}

/** Every piece of text stays: deleting what is hard to repair repairs nothing. */
function facts(box: Element): readonly Check[] {
  const parts = all('*', box)
    .concat(box)
    .flatMap(({ childNodes }) => childNodes)
    .flatMap((node) => ('data' in node && typeof node.data === 'string' ? [node.data.trim()] : []))
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
  if (parts.length === 0) return []
  return [
    check('testo-intatto', 'Chi legge deve trovare tutto quello che c’era. Manca: {missing}.', {
      dom: { in: '#tuo', containsText: parts.slice(0, 40).map((text) => [text]) },
    }),
  ]
}

const image: Recipe = {
  title: 'L’immagine della tua pagina',
  after: 'Sai dare a un’immagine del tuo sito il testo che le serve',
  task: '<p>Questa immagine viene dal tuo sito. Scrivi che cosa dice a chi la guarda; se è soltanto decorazione, segnalo.</p><p>Per esempio: <del>foto1.jpg</del> <ins>I volontari puliscono il parco di Villa Rossi</ins></p>',
  hints: [
    'Immagina di leggere la pagina al telefono a qualcuno: che cosa diresti di questa immagine?',
    'Una frase breve basta. Non serve dire «immagine di»: lo dice già il lettore di schermo.',
    'Se togliendo l’immagine non si perde nulla, è decorazione. Se è un link, scrivi dove porta.',
  ],
  mark: (box) => edit(first('img', box), 'alt'),
  checks: () => [
    check(
      'alternativa',
      'Chi non vede l’immagine non sa che c’è: scrivi il testo, o segnala che è decorazione.',
      {
        axe: { absent: ['image-alt'] },
      },
    ),
    check('parole', 'Chi ascolta sente un nome di file, una sigla o una parola che non dice nulla.', {
      axe: { absent: ['image-alt-quality'] },
    }),
    check('breve', 'Il testo è lungo: chi ascolta non può scorrerlo. Porta i dettagli nella pagina.', {
      text: { of: '#tuo@alt', length: [0, 200] },
    }),
    check(
      'informa',
      'Hai segnato l’immagine come decorazione: va bene solo se, tolta quella, non si perde nulla.',
      { text: { of: '#tuo@alt', length: [3, 200] } },
      false,
    ),
  ],
}

const link: Recipe = {
  title: 'Il link della tua pagina',
  after: 'Sai scrivere un link che dice dove porta',
  task: '<p>Questo link viene dal tuo sito. Riscrivine il testo in modo che dica da solo dove porta.</p><p>Per esempio: <del>clicca qui</del> <ins>Orari della biblioteca</ins></p>',
  hints: [
    'Chi usa un lettore di schermo scorre l’elenco dei link, uno dopo l’altro, senza le frasi intorno.',
    'Di solito basta il titolo della pagina o del documento a cui il link porta.',
    'Se porta a un file, dillo: «Bando 2026 (PDF)».',
  ],
  mark: (box) => {
    const target = first('a', box)
    const picture = target && first('img', target)
    // A picture that is the whole link speaks for it.
    return picture && textOf(target) === '' ? edit(picture, 'alt') : edit(target, 'text')
  },
  checks: (box) =>
    first('img#tuo', box)
      ? [
          check('nome', 'Il link non ha nome: chi ascolta sente soltanto «link». Di’ dove porta.', {
            text: { of: '#tuo@alt', length: [4, 120] },
          }),
          check('chiaro', 'Chi ascolta i link uno dopo l’altro non capisce dove porta questo.', {
            axe: { absent: ['link-text', 'image-alt-quality'] },
          }),
        ]
      : [
          check('nome', 'Il link è troppo breve o troppo lungo: poche parole, che dicano dove porta.', {
            text: { of: '#tuo', length: [4, 120] },
          }),
          check('chiaro', 'Chi ascolta i link uno dopo l’altro non capisce dove porta questo.', {
            axe: { absent: ['link-text'] },
          }),
        ],
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6'

const falseHeading: Recipe = {
  title: 'Il titolo che titolo non è',
  after: 'Sai trasformare una riga in grassetto in un titolo vero',
  task: '<p>Questa riga del tuo sito sembra un titolo, ma è testo comune. Falla diventare un titolo.</p><p>Per esempio: <del><strong>Come fare domanda</strong></del> <ins>Titolo 2: Come fare domanda</ins></p>',
  hints: [
    'Chi usa un lettore di schermo salta da un titolo all’altro: le righe in grassetto non le trova.',
    'Metti il cursore nella riga e scegli il livello dal menu dello stile, come faresti nel CMS.',
  ],
  mark: (box) => edit(box, 'rich'),
  checks: (box) => [
    check('titolo', 'La riga non è ancora un titolo: chi salta da un titolo all’altro non la trova.', {
      dom: { in: '#tuo', exists: HEADINGS },
    }),
    check('non-vuoto', 'C’è un titolo senza testo: chi ascolta sente «titolo» e poi nulla.', {
      axe: { absent: ['empty-heading'] },
    }),
    ...facts(box),
  ],
}

const emptyHeading: Recipe = {
  title: 'Il titolo vuoto',
  after: 'Sai trovare un titolo rimasto vuoto e toglierlo o scriverlo',
  task: '<p>Nella tua pagina è rimasto un titolo senza testo. Scrivi il titolo che manca, oppure fanne un paragrafo vuoto, che sparisce.</p>',
  hints: ['Un titolo vuoto nasce quando si preme Invio dopo un titolo e non si scrive nulla.'],
  mark: (box) => edit(box, 'rich'),
  checks: () => [
    check('titolo', 'Il titolo è ancora vuoto: chi ascolta sente «titolo» e poi nulla.', {
      axe: { absent: ['empty-heading'] },
    }),
  ],
}

const level: Recipe = {
  title: 'Il livello del titolo',
  after: 'Sai dare a un titolo il livello che segue quello di prima',
  task: '',
  hints: [
    'I livelli sono come i capitoli di un indice: dopo il 2 viene il 3, non il 4.',
    'Scegli il livello per il posto che il titolo ha nel discorso, non per la grandezza delle lettere.',
  ],
  mark: (box) => edit(box, 'rich'),
  checks: (box, { data }) => {
    const deepest = Number(data.before) + 1
    const fine = [2, 3, 4, 5, 6].filter((at) => at <= deepest).map((at) => `h${at}`)
    return [
      check(
        'livello',
        `Chi ascolta crede di aver perso un pezzo: qui il titolo può arrivare al livello ${deepest}.`,
        {
          dom: { in: '#tuo', exists: fine.join(', ') },
        },
      ),
      check('non-oltre', `C’è ancora un titolo più in basso del livello ${deepest}.`, {
        dom: {
          in: '#tuo',
          absent: [3, 4, 5, 6]
            .filter((at) => at > deepest)
            .map((at) => `h${at}`)
            .join(', '),
        },
      }),
      ...facts(box),
    ]
  },
}

const list: Recipe = {
  title: 'L’elenco della tua pagina',
  after: 'Sai fare un elenco che chi ascolta riconosce come tale',
  task: '<p>Questo pezzo del tuo sito è un elenco fatto male. Rifallo con il comando degli elenchi: ogni voce al suo posto.</p>',
  hints: [
    'Chi ascolta un elenco vero sa quante voci ha e a quale è arrivato.',
    'Seleziona le righe e premi il comando dell’elenco puntato, o numerato se l’ordine conta.',
  ],
  mark: (box) => edit(box, 'rich'),
  checks: (box) => [
    check('elenco', 'Non è ancora un elenco: chi ascolta non sa quante voci ci sono.', {
      dom: { in: '#tuo', exists: 'ul > li, ol > li' },
    }),
    check('voci', 'Nell’elenco c’è ancora qualcosa che non è una voce.', {
      axe: { absent: ['list', 'listitem'] },
    }),
    ...facts(box),
  ],
}

const table: Recipe = {
  title: 'La tabella della tua pagina',
  after: 'Sai dare a una tabella del tuo sito le intestazioni e la didascalia',
  task: '<p>Questa tabella viene dal tuo sito. Dalle le celle d’intestazione e una didascalia che dica di che cosa parla.</p>',
  hints: [
    'Chi ascolta una cella deve sentire anche a quale colonna appartiene.',
    'Apri il modulo della tabella: segna la prima riga come intestazione e scrivi la didascalia.',
  ],
  mark: (box) => (first('table', box) ? edit(box, 'rich') : false),
  checks: (box) => [
    check(
      'tabella',
      'Chi ascolta una cella non sa di quale colonna è, o di che cosa parla la tabella: {missing}.',
      {
        table: { of: '#tuo table', caption: true, headers: 'columns', merged: false },
      },
    ),
    ...facts(box),
  ],
}

/** Rules whose repair can be practised on the element alone; the others need the page, or a developer. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  'axe-image-alt': image,
  'image-alt-quality': image,
  'axe-image-redundant-alt': image,
  'link-text': link,
  'link-text-alone': link,
  'axe-link-name': link,
  'axe-identical-links-same-purpose': link,
  'visual-heading': falseHeading,
  'axe-p-as-heading': falseHeading,
  'heading-empty': emptyHeading,
  'axe-empty-heading': emptyHeading,
  'heading-order': level,
  'axe-list': list,
  'axe-listitem': list,
  'axe-td-has-header': table,
  'axe-empty-table-header': table,
  'axe-table-fake-caption': table,
  'axe-scope-attr-valid': table,
}
