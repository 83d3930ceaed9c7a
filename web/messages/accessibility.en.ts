import type { AccessibilityWords } from './accessibility.it.ts'

export const accessibilityEn: AccessibilityWords = {
  title: 'Accessibility of Rampa',
  lead: 'Rampa asks for accessible sites: it has to be the first.',
  aim: 'What we aim at',
  aimText:
    'Every screen is designed to meet WCAG 2.2, level AA: keyboard, screen readers, zoom of 400 %, forced colours, reduced motion.',
  checks: 'How we verify it',
  checksList: [
    'Before each version a browser opens every screen, 1280 and 320 pixels wide, and checks it with axe-core and with Rampa’s own rules.',
    'The main paths are tried with the keyboard alone.',
    'A defect that is found stops the version.',
  ],
  limits: 'What we cannot promise',
  limitsList: [
    'Automatic checks find only part of the problems. So far no evaluation was made by people with disabilities or by an outside body.',
    'Pictures of audited pages show those pages as they are. Beside them the place is always described in words.',
    'Reports in the formats SARIF, JUnit and EARL are made for other programs, not to be read.',
  ],
  statement: 'Statement',
  statementText:
    'This page is not the accessibility statement that the law asks for: that is up to the organisation that uses Rampa.',
  report: 'Report a problem',
  reportText:
    'If something is in your way, tell whoever administers Rampa in your organisation. Say which page, and what you wanted to do.',
}
