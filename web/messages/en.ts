import { accessibilityEn } from './accessibility.en.ts'
import { commonEn, labelsEn, shellEn } from './common.en.ts'
import { entryEn } from './entry.en.ts'
import type { Messages } from './index.ts'
import { accountEn, administrationEn } from './people.en.ts'
import { siteEn } from './site.en.ts'
import { auditEn, homeEn, sitesEn } from './sites.en.ts'

export const en: Messages = {
  common: commonEn,
  shell: shellEn,
  labels: labelsEn,
  entry: entryEn,
  home: homeEn,
  sites: sitesEn,
  site: siteEn,
  audit: auditEn,
  account: accountEn,
  administration: administrationEn,
  accessibility: accessibilityEn,
}
