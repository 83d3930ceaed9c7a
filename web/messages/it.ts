import { accessibilityIt } from './accessibility.it.ts'
import { commonIt, labelsIt, shellIt } from './common.it.ts'
import { entryIt } from './entry.it.ts'
import { accountIt, administrationIt } from './people.it.ts'
import { siteIt } from './site.it.ts'
import { auditIt, homeIt, sitesIt } from './sites.it.ts'

export const it = {
  common: commonIt,
  shell: shellIt,
  labels: labelsIt,
  entry: entryIt,
  home: homeIt,
  sites: sitesIt,
  site: siteIt,
  audit: auditIt,
  account: accountIt,
  administration: administrationIt,
  accessibility: accessibilityIt,
}
