import { commonEn, labelsEn, shellEn } from './common.en.ts'
import { entryEn } from './entry.en.ts'
import type { Messages } from './index.ts'

export const en: Messages = { common: commonEn, shell: shellEn, labels: labelsEn, entry: entryEn }
