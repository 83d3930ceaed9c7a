import { agidRules } from './agid-statement.ts'
import { focusVisible } from './focus-visible.ts'
import { headingEmpty } from './heading-empty.ts'
import { headingOrder } from './heading-order.ts'
import { imageAltQuality } from './image-alt-quality.ts'
import { keyboardTrap } from './keyboard-trap.ts'
import { linkColourOnly } from './link-colour-only.ts'
import { linkText } from './link-text.ts'
import { linkTextAlone } from './link-text-alone.ts'
import { pageLang } from './page-lang.ts'
import { pageTitle } from './page-title.ts'
import { pageTitleUnique } from './page-title-unique.ts'
import { partLang } from './part-lang.ts'
import { reflow } from './reflow.ts'
import type { PageRule, SiteRule } from './rule.ts'
import { textLanguage } from './text-language.ts'
import { textSpacing } from './text-spacing.ts'
import { visualHeading } from './visual-heading.ts'

/** Rampa's own rules, in report order. */
export const pageRules: readonly PageRule[] = [
  pageTitle,
  pageLang,
  textLanguage,
  partLang,
  keyboardTrap,
  focusVisible,
  imageAltQuality,
  linkText,
  linkColourOnly,
  visualHeading,
  reflow,
  textSpacing,
  headingEmpty,
  headingOrder,
  linkTextAlone,
]

export const siteRules: readonly SiteRule[] = [pageTitleUnique, ...agidRules]
