import { fileURLToPath } from 'node:url'
import { type Catalogue, loadCatalogue } from '../../learning/index.ts'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** The courses, read the first time that they are asked for and kept. */
export function openCatalogue(folder = CONTENT): () => Promise<Catalogue> {
  let reading: Promise<Catalogue> | undefined
  return () => {
    reading ??= loadCatalogue(folder)
    return reading
  }
}
