import { writeFile } from 'node:fs/promises'
import type { Page } from 'puppeteer'
import { widen } from '../browser/window.ts'
import { PERSONAL_PATTERNS } from '../findings/mask.ts'
import type { Box } from './evidence.ts'
import { realmOf } from './realm.ts'
import { sessionOf } from './snapshot.ts'

export interface WantedPicture {
  readonly box: Box
  readonly name: string
  /** Absolute path. */
  readonly file: string
}

/** CSS px of surroundings on each side. */
const MARGIN = 24
/** CSS px. Larger crops are cut: they show the beginning of the element. */
const MAX_SIDE = { width: 900, height: 500 }
/** ms a picture. */
const TIMEOUT_MS = 2_000
const JPEG_QUALITY = 60

/**
 * Pictures of elements with their surroundings, each outlined. Before anything is drawn, form values and texts
 * that look personal are covered on the page: a picture must not keep what a snippet masks. The last thing a
 * visit does, since it changes the page.
 *
 * @returns names of the pictures that could be taken
 */
export async function takePictures(
  page: Page,
  wanted: readonly WantedPicture[],
  content: { readonly width: number; readonly height: number },
): Promise<ReadonlySet<string>> {
  await widen(page)
  const taken = new Set<string>()
  const session = await sessionOf(page)
  const patterns = PERSONAL_PATTERNS.map(({ source, flags }) => ({ source, flags }))
  await realmOf(page.mainFrame()).evaluate(COVER, patterns)
  // A frame that left meanwhile shows nothing either.
  await Promise.all(
    page.frames().map(
      (frame) =>
        frame === page.mainFrame() ||
        realmOf(frame)
          .evaluate(COVER, patterns)
          .catch(() => null),
    ),
  )
  for (const { box, file, name } of wanted) {
    const clip = clipOf(box, content)
    if (!clip) continue
    await realmOf(page.mainFrame()).evaluate(OUTLINE, box)
    const shot = await withDeadline(
      session.send('Page.captureScreenshot', {
        format: 'jpeg',
        quality: JPEG_QUALITY,
        captureBeyondViewport: true,
        clip: { ...clip, scale: 1 },
      }),
    )
    if (!shot) continue
    await writeFile(file, Buffer.from(shot.data, 'base64'))
    taken.add(name)
  }
  return taken
}

function clipOf(box: Box, content: { readonly width: number; readonly height: number }): Box | null {
  const x = Math.max(0, box.x - MARGIN)
  const y = Math.max(0, box.y - MARGIN)
  const width = Math.min(box.x + box.width + MARGIN - x, MAX_SIDE.width, content.width - x)
  const height = Math.min(box.y + box.height + MARGIN - y, MAX_SIDE.height, content.height - y)
  return width >= 1 && height >= 1 ? { x, y, width, height } : null
}

async function withDeadline<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), TIMEOUT_MS)
  })
  try {
    return await Promise.race([work.catch(() => null), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs in each frame: boxes over personal texts, form values and moving pictures, in open shadow roots too. */
const COVER = (patterns: never) => {
  const expressions = (patterns as { source: string; flags: string }[]).map(
    ({ source, flags }) => new RegExp(source, flags.includes('g') ? flags : `${flags}g`),
  )
  const layer = document.createElement('div')
  layer.setAttribute('data-rampa', 'cover')
  layer.style.cssText =
    'position:absolute;inset:auto;left:0;top:0;width:0;height:0;margin:0;border:0;padding:0;overflow:visible'
  const cover = (rect: DOMRect) => {
    const box = document.createElement('div')
    box.style.cssText = `position:absolute;z-index:2147483646;background:#777;left:${rect.x + scrollX}px;top:${rect.y + scrollY}px;width:${rect.width}px;height:${rect.height}px`
    layer.append(box)
  }
  const isPrivate = (element: HTMLElement): boolean => {
    if (element instanceof HTMLSelectElement) return element.selectedIndex > 0
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      return element.value !== '' && !/^(submit|button|reset|checkbox|radio|image|hidden)$/.test(element.type)
    return element instanceof HTMLVideoElement || (element.isContentEditable && element.textContent !== '')
  }
  const coverText = (node: Node) => {
    const text = node.nodeValue ?? ''
    if (text.trim() === '') return
    for (const match of expressions.flatMap((expression) => [...text.matchAll(expression)])) {
      const range = document.createRange()
      range.setStart(node, match.index)
      range.setEnd(node, match.index + match[0].length)
      for (const rect of range.getClientRects()) cover(rect)
    }
  }
  const walk = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) coverText(node)
      else if (node instanceof HTMLElement && isPrivate(node)) cover(node.getBoundingClientRect())
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot)
    }
  }
  for (const animation of document.getAnimations()) {
    try {
      animation.finish()
    } catch {
      // One without an end.
      animation.cancel()
    }
  }
  walk(document.documentElement)
  document.documentElement.append(layer)
  // Above dialogs too, which the browser draws over every z-index.
  layer.popover = 'manual'
  layer.showPopover()
}

/** Runs in the page: a frame around one element, in two colours so that it shows on any ground. */
const OUTLINE = (box: never) => {
  const { x, y, width, height } = box as { x: number; y: number; width: number; height: number }
  document.querySelector('[data-rampa=outline]')?.remove()
  const frame = document.createElement('div')
  frame.setAttribute('data-rampa', 'outline')
  frame.style.cssText = `position:absolute;z-index:2147483647;pointer-events:none;left:${x - 4}px;top:${y - 4}px;width:${width + 8}px;height:${height + 8}px;box-sizing:border-box;border:3px solid #d1006c;box-shadow:0 0 0 2px #fff`
  document.documentElement.append(frame)
}
