import { accessibilityIt } from './accessibility.it.ts'
import { commonIt, labelsIt, shellIt } from './common.it.ts'
import { checkIt, guestIt, judgeIt, pageIt } from './editor.it.ts'
import { entryIt } from './entry.it.ts'
import { findingIt } from './finding.it.ts'
import { decisionIt, findingsIt } from './findings.it.ts'
import { learningIt } from './learning.it.ts'
import { accountIt, administrationIt } from './people.it.ts'
import { peopleImportIt } from './people-import.it.ts'
import { practiceIt } from './practice.it.ts'
import { siteIt } from './site.it.ts'
import { auditIt, homeIt, sitesIt } from './sites.it.ts'
import { skillsIt } from './skills.it.ts'
import { trainingIt } from './training.it.ts'

export const it = {
  common: commonIt,
  shell: shellIt,
  labels: labelsIt,
  entry: entryIt,
  home: homeIt,
  sites: sitesIt,
  site: siteIt,
  audit: auditIt,
  findings: findingsIt,
  finding: findingIt,
  decision: decisionIt,
  page: pageIt,
  judge: judgeIt,
  check: checkIt,
  guest: guestIt,
  learning: learningIt,
  training: trainingIt,
  skills: skillsIt,
  practice: practiceIt,
  account: accountIt,
  administration: administrationIt,
  peopleImport: peopleImportIt,
  accessibility: accessibilityIt,
}
