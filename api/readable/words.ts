/** Words around a course that is read without script. What the web app says too is said the same: a test compares. */
const it = {
  skipToContent: 'Vai al contenuto',
  product: 'Rampa',
  tagline: 'Siti pubblici accessibili a tutti',
  signIn: 'Entra in Rampa',
  accessibility: 'Accessibilità',
  api: 'API per programmatori',
  service: 'Informazioni sul servizio',
  footer: 'Rampa è software libero: chiunque può usarlo, studiarlo e migliorarlo (AGPL-3.0).',
  trail: 'Percorso',
  courses: 'Corsi',
  coursesLead:
    'Si impara facendo: ogni lezione è fatta di compiti veri. Chiunque può provarli, anche senza entrare.',
  audiences: {
    editors: 'Per chi scrive sul sito',
    employees: 'Per chi lavora nell’ente',
    citizens: 'Per i cittadini',
  },
  lessons: 'Lezioni',
  abilities: 'Che cosa saprai fare',
  sources: 'Fonti',
  previous: 'Lezione precedente',
  next: 'Lezione successiva',
  minutes: (count: number) => (count === 1 ? '1 minuto' : `${count} minuti`),
  needsScript: 'Il compito si legge anche qui. Per svolgerlo serve lo script: attiva JavaScript nel browser.',
  inItalian: undefined as string | undefined,
  notFoundTitle: 'Questa pagina non esiste',
  notFound: 'L’indirizzo è sbagliato oppure la pagina è stata tolta.',
  toCourses: 'Vai ai corsi',
}

export type ReadableWords = typeof it

const en: ReadableWords = {
  skipToContent: 'Skip to content',
  product: 'Rampa',
  tagline: 'Public web sites that everybody can use',
  signIn: 'Sign in to Rampa',
  accessibility: 'Accessibility',
  api: 'API for developers',
  service: 'About this service',
  footer: 'Rampa is free software: anybody may use, study and improve it (AGPL-3.0).',
  trail: 'You are here',
  courses: 'Courses',
  coursesLead:
    'Learn by doing: every lesson is made of real tasks. Anybody can try them, without signing in. The courses are in Italian.',
  audiences: {
    editors: 'For who writes on the site',
    employees: 'For who works in the organisation',
    citizens: 'For citizens',
  },
  lessons: 'Lessons',
  abilities: 'What you will be able to do',
  sources: 'Sources',
  previous: 'Previous lesson',
  next: 'Next lesson',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  needsScript: 'The task can be read here. To do it, scripts are needed: turn JavaScript on in your browser.',
  inItalian: 'This course is in Italian.',
  notFoundTitle: 'This page does not exist',
  notFound: 'The address is wrong, or the page was removed.',
  toCourses: 'Go to the courses',
}

export const readableWords = (lang: 'it' | 'en'): ReadableWords => (lang === 'en' ? en : it)
