import type { Sentence } from '../problem.ts'

/**
 * The yes/no question that a person answers for what a machine cannot decide, by rule family. "Yes" always means:
 * it is a problem. Whoever answers sees the picture and the snippet, and needs to know no rule.
 */
const QUESTIONS: Readonly<Record<string, Sentence>> = {
  'agid-statement-content': {
    it: 'Nella dichiarazione manca il modo di segnalare un problema, o la pagina non si apre?',
    en: 'Does the statement lack a way to report a problem, or does its page not open?',
  },
  'agid-statement-form': {
    it: 'Aprendo questo indirizzo, manca la dichiarazione di accessibilità del vostro sito?',
    en: 'When you open this address, is your site’s accessibility statement missing?',
  },
  'agid-statement-link': {
    it: 'Nel piè di pagina di queste pagine manca il collegamento alla dichiarazione?',
    en: 'Does the footer of these pages lack the link to the statement?',
  },
  'aria-allowed-attr': {
    it: 'Con un lettore di schermo, questo elemento viene annunciato in modo sbagliato o confuso?',
    en: 'Does a screen reader announce this element wrongly or confusingly?',
  },
  'aria-hidden-focus': {
    it: 'Premendo Tab si può arrivare su qualcosa che in questo punto non si vede?',
    en: 'Can the Tab key reach something here that cannot be seen?',
  },
  'aria-prohibited-attr': {
    it: 'Il nome dato a questo elemento dice qualcosa di importante che a schermo non è scritto?',
    en: 'Does the name given to this element say something important that is not written on screen?',
  },
  'aria-required-children': {
    it: 'Questo elenco, menu o tabella resta vuoto anche quando la pagina ha finito di caricarsi?',
    en: 'Is this list, menu or table still empty once the page has finished loading?',
  },
  'aria-valid-attr-value': {
    it: 'Questo elemento rimanda a una parte della pagina che non esiste mai, nemmeno dopo averlo aperto?',
    en: 'Does this element refer to a part of the page that never exists, even after opening it?',
  },
  'audio-caption': {
    it: 'Manca il testo di ciò che si sente in questo audio?',
    en: 'Is there no text of what is heard in this audio?',
  },
  bypass: {
    it: 'Usando solo la tastiera, bisogna attraversare tutto il menu per arrivare al contenuto?',
    en: 'With the keyboard alone, does one have to go through the whole menu to reach the content?',
  },
  contrast: {
    it: 'Questo testo si legge a fatica sullo sfondo che ha?',
    en: 'Is this text hard to read on its background?',
  },
  'color-contrast-enhanced': {
    it: 'Chi vede poco farebbe fatica a leggere questo testo sullo sfondo che ha?',
    en: 'Would somebody with low vision struggle to read this text on its background?',
  },
  'css-orientation-lock': {
    it: 'Girando il telefono in orizzontale, la pagina resta bloccata in verticale?',
    en: 'When the phone is turned sideways, does the page stay upright?',
  },
  'focus-visible': {
    it: 'Quando il tasto Tab arriva qui, è difficile accorgersene guardando?',
    en: 'When the Tab key gets here, is it hard to notice by looking?',
  },
  'form-field-multiple-labels': {
    it: 'Leggendo insieme tutte le etichette di questo campo, resta un dubbio su che cosa scrivere?',
    en: 'Reading all labels of this field together, is there doubt about what to write?',
  },
  'frame-tested': {
    it: 'Nel riquadro incorporato c’è qualcosa che non si usa con la tastiera o non si capisce senza vederlo?',
    en: 'Is there something in the embedded frame that the keyboard cannot use or that needs sight?',
  },
  'frame-title': {
    it: 'Il nome di questo riquadro lascia in dubbio su che cosa contiene?',
    en: 'Does the name of this frame leave doubt about what is in it?',
  },
  'heading-order': {
    it: 'Prima di questo titolo ne manca uno più importante, che dica di che cosa parla la pagina?',
    en: 'Is a more important heading missing before this one, saying what the page is about?',
  },
  'hidden-content': {
    it: 'Quando questo contenuto si apre, c’è qualcosa che non si legge o non si usa da tastiera?',
    en: 'When this content opens, is there anything in it that cannot be read or used by keyboard?',
  },
  'identical-links-same-purpose': {
    it: 'Questi link hanno lo stesso testo ma portano a cose diverse?',
    en: 'Do these links have the same text but lead to different things?',
  },
  'image-alt': {
    it: 'Chi non vede questa immagine perde un’informazione?',
    en: 'Does somebody who cannot see this image miss information?',
  },
  'image-alt-quality': {
    it: 'Chi non vede l’immagine perde qualcosa, leggendo solo questo testo alternativo?',
    en: 'Does somebody who cannot see the image miss something when reading only this alternative text?',
  },
  'keyboard-trap': {
    it: 'Usando solo la tastiera, si resta bloccati qui senza che la pagina spieghi come uscire?',
    en: 'With the keyboard alone, does one get stuck here without the page saying how to leave?',
  },
  'label-content-name-mismatch': {
    it: 'Chi comanda a voce, leggendo il testo che vede, non riuscirebbe ad attivare questo elemento?',
    en: 'Would somebody using voice commands fail to activate this element by saying the text they see?',
  },
  'landmark-unique': {
    it: 'Ci sono più parti della pagina con lo stesso nome, così che non si distinguono?',
    en: 'Do several parts of the page have the same name, so that they cannot be told apart?',
  },
  'link-colour-only': {
    it: 'Senza vedere i colori, il link si confonde con il testo attorno?',
    en: 'Without colours, can the link be taken for the text around it?',
  },
  'link-text': {
    it: 'Leggendo il link con il titolo o la frase che lo precede, resta un dubbio su dove porta?',
    en: 'Reading the link with the heading or sentence before it, is there doubt about where it leads?',
  },
  'link-text-alone': {
    it: 'Leggendo solo il testo del link, resta un dubbio su dove porta?',
    en: 'Reading only the link’s text, is there doubt about where it leads?',
  },
  'nested-interactive': {
    it: 'C’è un pulsante o un link dentro un altro, che con la tastiera non si riesce a usare?',
    en: 'Is there a button or link inside another one that the keyboard cannot use?',
  },
  'no-autoplay-audio': {
    it: 'Appena si apre la pagina parte un suono che dura più di tre secondi e non si può fermare?',
    en: 'Does a sound of more than three seconds start with the page, without a way to stop it?',
  },
  'page-title': {
    it: 'Leggendo solo il titolo nella scheda del browser, resta un dubbio su quale pagina è?',
    en: 'Reading only the title in the browser’s tab, is there doubt about which page this is?',
  },
  'part-lang': {
    it: 'Questo passaggio è in una lingua diversa da quella che dichiara?',
    en: 'Is this passage in another language than the one it declares?',
  },
  reflow: {
    it: 'Su uno schermo stretto, per leggere bisogna scorrere di lato o una parte del testo è tagliata?',
    en: 'On a narrow screen, does one have to scroll sideways to read, or is some text cut off?',
  },
  'scrollable-region-focusable': {
    it: 'Con la tastiera non si riesce a scorrere questa parte per leggerla tutta?',
    en: 'Is it impossible to scroll through this part with the keyboard and read it all?',
  },
  'skip-link': {
    it: 'Attivando il link «Vai al contenuto» non succede niente?',
    en: 'Does nothing happen when the link that skips to the content is used?',
  },
  'svg-img-alt': {
    it: 'Chi non vede questo disegno perde un’informazione?',
    en: 'Does somebody who cannot see this drawing miss information?',
  },
  'text-spacing': {
    it: 'Con più spazio tra lettere e righe, una parte di questo testo non si può più leggere?',
    en: 'With more space between letters and lines, can a part of this text no longer be read?',
  },
  'table-fake-caption': {
    it: 'La prima riga di questa tabella è in realtà il suo titolo?',
    en: 'Is the first row of this table really its title?',
  },
  'target-size': {
    it: 'Con il dito è facile toccare per sbaglio qualcos’altro?',
    en: 'With a finger, is it easy to touch something else by mistake?',
  },
  'td-has-header': {
    it: 'In questa tabella, leggendo una cella da sola, non si sa a quale riga o colonna appartiene?',
    en: 'In this table, reading one cell alone, is it unclear which row or column it belongs to?',
  },
  'text-language': {
    it: 'Il testo è scritto in una lingua diversa da quella che la pagina dichiara?',
    en: 'Is the text written in another language than the page declares?',
  },
  'th-has-data-cells': {
    it: 'Questa intestazione di tabella non descrive nessuna cella?',
    en: 'Does this table header describe no cell at all?',
  },
  'video-caption': {
    it: 'Mancano i sottotitoli di ciò che si dice in questo video?',
    en: 'Are captions missing for what is said in this video?',
  },
  'visual-heading': {
    it: 'Questo testo fa da titolo a ciò che segue?',
    en: 'Does this text work as a heading for what follows?',
  },
}

/** Families that have a question of their own. */
export const ASKED_FAMILIES: readonly string[] = Object.keys(QUESTIONS)

export function questionOf(family: string, title: string): Sentence {
  return (
    QUESTIONS[family] ?? {
      it: `Guardando l’elemento: «${title}» è davvero un problema qui?`,
      en: `Looking at the element: is “${title}” really a problem here?`,
    }
  )
}
