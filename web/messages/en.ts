import { accessibilityEn } from './accessibility.en.ts'
import { commonEn, labelsEn, shellEn } from './common.en.ts'
import { checkEn, guestEn, judgeEn, pageEn } from './editor.en.ts'
import { entryEn } from './entry.en.ts'
import { findingEn } from './finding.en.ts'
import { decisionEn, findingsEn } from './findings.en.ts'
import type { Messages } from './index.ts'
import { learningEn } from './learning.en.ts'
import { accountEn, administrationEn } from './people.en.ts'
import { peopleImportEn } from './people-import.en.ts'
import { practiceEn } from './practice.en.ts'
import { siteEn } from './site.en.ts'
import { auditEn, homeEn, sitesEn } from './sites.en.ts'
import { skillsEn } from './skills.en.ts'
import { trainingEn } from './training.en.ts'

export const en: Messages = {
  common: commonEn,
  shell: shellEn,
  labels: labelsEn,
  entry: entryEn,
  home: homeEn,
  sites: sitesEn,
  site: siteEn,
  audit: auditEn,
  findings: findingsEn,
  finding: findingEn,
  decision: decisionEn,
  page: pageEn,
  judge: judgeEn,
  check: checkEn,
  guest: guestEn,
  learning: learningEn,
  training: trainingEn,
  skills: skillsEn,
  practice: practiceEn,
  account: accountEn,
  administration: administrationEn,
  peopleImport: peopleImportEn,
  accessibility: accessibilityEn,
}
