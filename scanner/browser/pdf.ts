import { AddressGuard } from './address-guard.ts'
import { launchBrowser } from './browser.ts'
import { findExecutable } from './executable.ts'
import { openGuardProxy } from './guard-proxy.ts'

/** A page of ours as a tagged PDF with an outline. It needs nothing from outside, and gets nothing. */
export async function htmlToPdf(html: string): Promise<Uint8Array> {
  const proxy = await openGuardProxy(new AddressGuard({ allowPrivate: false }))
  const { browser, close } = await launchBrowser({ executable: await findExecutable(), proxyUrl: proxy.url })
  try {
    const page = await browser.newPage()
    await page.setContent(html, { waitUntil: 'load' })
    return await page.pdf({ format: 'A4', tagged: true, outline: true, printBackground: true })
  } finally {
    await close()
    await proxy.close()
  }
}
