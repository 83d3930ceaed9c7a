import { commonIt, labelsIt, shellIt } from './common.it.ts'
import { entryIt } from './entry.it.ts'

export const it = { common: commonIt, shell: shellIt, labels: labelsIt, entry: entryIt }
