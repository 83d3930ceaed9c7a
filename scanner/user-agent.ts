import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { PRODUCT_TOKEN } from './crawl/robots.ts'

interface PublicCode {
  readonly url: string
  readonly softwareVersion: string
}

/**
 * What Rampa tells the sites it visits: the browser that it is, so that pages are the ones people get, and its own
 * name with the address where whoever runs the site reads what it is. No disguise.
 *
 * @param chromeMajor of the browser that visits; '' when it did not say
 */
export function userAgentOf(chromeMajor: string): string {
  const file = new URL('../publiccode.yml', import.meta.url)
  const { url, softwareVersion } = parse(readFileSync(file, 'utf8')) as PublicCode
  const product = `${PRODUCT_TOKEN}/${softwareVersion} (+${url})`
  if (!chromeMajor) return `Mozilla/5.0 (compatible) ${product}`
  // The form that Chrome itself gives: https://www.chromium.org/updates/ua-reduction/
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chromeMajor}.0.0.0 Safari/537.36 ${product}`
}
