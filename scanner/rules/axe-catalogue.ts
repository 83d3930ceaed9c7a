import axe from 'axe-core'
import type { Impact, Level, Owner, RecipeKind, RuleInfo } from './rule.ts'

/** What axe does not say of its rules: the family shared with our own, how an element is identified, who mends it. */
interface Extra {
  readonly family?: string
  readonly recipe: RecipeKind
  readonly owner: Owner
  readonly impact?: Impact
}

const by = (recipe: RecipeKind, owner: Owner, family?: string, impact?: Impact): Extra => ({
  recipe,
  owner,
  ...(family ? { family } : {}),
  ...(impact ? { impact } : {}),
})

/** Rules that are not listed are matters of code: recipe `other`, mended in the template. */
const EXTRAS: Readonly<Record<string, Extra>> = {
  'area-alt': by('image', 'editorial', undefined, 'critical'),
  'audio-caption': by('media', 'editorial', undefined, 'critical'),
  'autocomplete-valid': by('form-field', 'template'),
  'avoid-inline-spacing': by('appearance', 'editorial'),
  'aria-hidden-body': by('page', 'template', undefined, 'critical'),
  'aria-input-field-name': by('form-field', 'template'),
  'aria-toggle-field-name': by('form-field', 'template'),
  'button-name': by('link', 'template', undefined, 'critical'),
  bypass: by('page', 'template'),
  'color-contrast': by('appearance', 'template', 'contrast'),
  'color-contrast-enhanced': by('appearance', 'template'),
  'css-orientation-lock': by('page', 'template'),
  'definition-list': by('structure', 'editorial', 'list-structure'),
  dlitem: by('structure', 'editorial', 'list-structure'),
  'document-title': by('page', 'editorial', 'page-title'),
  'empty-heading': by('structure', 'editorial', 'heading-empty', 'moderate'),
  'empty-table-header': by('structure', 'editorial', undefined, 'minor'),
  'form-field-multiple-labels': by('form-field', 'template'),
  'frame-title': by('media', 'editorial'),
  'frame-title-unique': by('media', 'editorial'),
  'frame-focusable-content': by('media', 'template'),
  'frame-tested': by('media', 'third-party'),
  'heading-order': by('structure', 'editorial', 'heading-order'),
  'html-has-lang': by('page', 'template', 'page-lang'),
  'html-lang-valid': by('page', 'template', 'page-lang'),
  'html-xml-lang-mismatch': by('page', 'template'),
  'identical-links-same-purpose': by('link', 'editorial'),
  'image-alt': by('image', 'editorial', undefined, 'critical'),
  'image-redundant-alt': by('image', 'editorial', undefined, 'minor'),
  'input-button-name': by('form-field', 'template', undefined, 'critical'),
  'input-image-alt': by('image', 'template', undefined, 'critical'),
  label: by('form-field', 'template', undefined, 'critical'),
  'label-content-name-mismatch': by('link', 'template'),
  'label-title-only': by('form-field', 'template'),
  'landmark-one-main': by('page', 'template'),
  'link-in-text-block': by('link', 'template', 'link-colour-only', 'serious'),
  'link-name': by('link', 'editorial'),
  list: by('structure', 'editorial', 'list-structure'),
  listitem: by('structure', 'editorial', 'list-structure'),
  'meta-refresh': by('page', 'template', undefined, 'critical'),
  'meta-refresh-no-exceptions': by('page', 'template'),
  'meta-viewport': by('page', 'template', undefined, 'critical'),
  'meta-viewport-large': by('page', 'template', undefined, 'minor'),
  'no-autoplay-audio': by('media', 'editorial', undefined, 'moderate'),
  'object-alt': by('media', 'editorial'),
  'p-as-heading': by('structure', 'editorial', 'visual-heading'),
  'page-has-heading-one': by('page', 'editorial'),
  region: by('page', 'template', undefined, 'moderate'),
  'role-img-alt': by('image', 'editorial'),
  'scope-attr-valid': by('structure', 'editorial'),
  'select-name': by('form-field', 'template', undefined, 'critical'),
  'server-side-image-map': by('image', 'template'),
  'svg-img-alt': by('image', 'editorial'),
  'table-duplicate-name': by('structure', 'editorial', undefined, 'minor'),
  'table-fake-caption': by('structure', 'editorial'),
  'target-size': by('appearance', 'template'),
  'td-has-header': by('structure', 'editorial', undefined, 'critical'),
  'td-headers-attr': by('structure', 'editorial'),
  'th-has-data-cells': by('structure', 'editorial'),
  'valid-lang': by('structure', 'editorial', 'part-lang'),
  'video-caption': by('media', 'editorial', undefined, 'critical'),
}

/** Rules whose failure stops people, though axe grades them by occurrence. */
const CRITICAL = new Set([
  'aria-required-attr',
  'aria-required-children',
  'aria-required-parent',
  'aria-roles',
])

/** One RuleInfo for each of axe's rules, by axe's id. */
export const axeRules: ReadonlyMap<string, RuleInfo> = new Map(
  axe.getRules().map((rule) => [rule.ruleId, infoOf(rule)]),
)

function infoOf({ ruleId, tags, actIds, helpUrl }: axe.RuleMetadata): RuleInfo {
  const extra = EXTRAS[ruleId] ?? by('other', 'template')
  return {
    id: `axe-${ruleId}`,
    engine: 'axe',
    family: extra.family ?? ruleId,
    recipe: extra.recipe,
    criteria: tags.flatMap(criterionOf),
    act: actIds ?? [],
    level: levelOf(tags),
    impact:
      extra.impact ?? (CRITICAL.has(ruleId) ? 'critical' : isBestPractice(tags) ? 'moderate' : 'serious'),
    owner: extra.owner,
    source: helpUrl.replace(/\?.*$/, ''),
    ...(isUnproven(tags, actIds ?? []) ? { isExperimental: true } : {}),
  }
}

/**
 * A rule that the ACT has too is proven by the W3C's cases, even while axe calls it experimental; today that is
 * css-orientation-lock alone. https://www.w3.org/WAI/standards-guidelines/act/rules/b33eff/
 */
function isUnproven(tags: readonly string[], actIds: readonly string[]): boolean {
  return tags.includes('experimental') && actIds.length === 0
}

/** `wcag1410` is 1.4.10: principle and guideline have one digit each. */
function criterionOf(tag: string): string[] {
  const [, principle, guideline, number] = /^wcag(\d)(\d)(\d+)$/.exec(tag) ?? []
  return principle && guideline && number ? [`${principle}.${guideline}.${number}`] : []
}

/** 4.1.1 was removed from WCAG: what only broke it is advice today. */
function isBestPractice(tags: readonly string[]): boolean {
  return tags.includes('best-practice') || tags.includes('wcag2a-obsolete') || tags.includes('deprecated')
}

function levelOf(tags: readonly string[]): Level {
  if (isBestPractice(tags)) return 'best-practice'
  if (tags.some((tag) => /^wcag2\d?aaa$/.test(tag))) return 'AAA'
  return tags.some((tag) => /^wcag2\d?aa$/.test(tag)) ? 'AA' : 'A'
}
