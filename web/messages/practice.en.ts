import type { practiceIt } from './practice.it.ts'

export const practiceEn: typeof practiceIt = {
  title: (done, all) => `What is done: ${done} of ${all}`,
  count: (done, all) => `Done ${done} of ${all}.`,
  done: 'Done:',
  missing: 'Missing:',
  still: 'The check while you type has stopped. Press “Check” when you like: that works.',
  byServer: 'Your browser did not answer in time: this once Rampa’s server looked at the page.',
  again: 'Do it again: this time something may be different',
  facts: 'All the facts of the first text',
  checkNames: {
    alt: 'Alternative text',
    axe: 'No barriers in the page',
    text: 'The text',
    headings: 'The headings, in order',
    table: 'The table',
    list: 'The list',
    name: 'The name that is heard',
    tabOrder: 'The order of the Tab key',
    contrast: 'The contrast',
    readability: 'A text that is easy to read',
    unchanged: 'The rest of the page as it was',
    dom: 'The content',
  },
}
