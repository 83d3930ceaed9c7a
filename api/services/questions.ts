import type { Sentence } from '../problem.ts'

/**
 * The yes/no question that a person answers for what a machine cannot decide. "Yes" always means: it is a
 * problem. By rule family; the general question serves for the rest.
 */
const QUESTIONS: Readonly<Record<string, Sentence>> = {
  'image-alt-quality': {
    it: 'Chi non vede l’immagine perde qualcosa, leggendo solo questo testo alternativo?',
    en: 'Does somebody who cannot see the image miss something when reading only this alternative text?',
  },
  'axe-color-contrast': {
    it: 'Questo testo si legge a fatica sullo sfondo che ha?',
    en: 'Is this text hard to read on its background?',
  },
  'link-text-alone': {
    it: 'Leggendo solo il testo del link, resta un dubbio su dove porta?',
    en: 'Reading only the link’s text, is there doubt about where it leads?',
  },
  'link-colour-only': {
    it: 'Senza vedere i colori, il link si confonde con il testo attorno?',
    en: 'Without colours, can the link be taken for the text around it?',
  },
  'visual-heading': {
    it: 'Questo testo fa da titolo a ciò che segue?',
    en: 'Does this text work as a heading for what follows?',
  },
  'part-lang': {
    it: 'Questo passaggio è in una lingua diversa dal resto della pagina?',
    en: 'Is this passage in another language than the rest of the page?',
  },
  'focus-visible': {
    it: 'Quando il tasto Tab arriva qui, è difficile accorgersene guardando?',
    en: 'When the Tab key gets here, is it hard to notice by looking?',
  },
  reflow: {
    it: 'Su uno schermo stretto, per leggere bisogna scorrere anche di lato?',
    en: 'On a narrow screen, does one have to scroll sideways too in order to read?',
  },
}

export function questionOf(family: string, title: string): Sentence {
  return (
    QUESTIONS[family] ?? {
      it: `Guardando l’elemento: «${title}» è davvero un problema qui?`,
      en: `Looking at the element: is “${title}” really a problem here?`,
    }
  )
}
