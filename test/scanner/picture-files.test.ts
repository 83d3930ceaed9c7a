import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digest } from '../../scanner/findings/identity.ts'
import { pictureName, picturesFolder, removeStalePictures } from '../../scanner/picture-files.ts'
import { finding, occurrence } from '../helpers/report.ts'

let outDir: string
beforeEach(() => {
  outDir = mkdtempSync(join(tmpdir(), 'rampa-pictures-'))
})
afterEach(() => rmSync(outDir, { recursive: true, force: true }))

const nameOf = (site: string) => pictureName(`c1:${digest([site])}`)
const showing = (name: string) => ({
  findings: [finding({ occurrences: [occurrence(), occurrence({ picture: `pictures/${name}` })] })],
})

function put(...names: readonly string[]): void {
  mkdirSync(picturesFolder(outDir), { recursive: true })
  for (const name of names) writeFileSync(join(picturesFolder(outDir), name), '')
}

test('what the report shows stays, what an earlier audit left goes', async () => {
  put(nameOf('a.it'), nameOf('b.it'), nameOf('c.it'))
  await removeStalePictures(outDir, showing(nameOf('b.it')))
  expect(readdirSync(picturesFolder(outDir))).toEqual([nameOf('b.it')])
})

test('only files under names of ours are touched, and only in the folder of the pictures', async () => {
  const others = ['stemma.jpg', 'nota.txt', '0123456789abcdef.png', `copia-${nameOf('a.it')}`]
  put(...others)
  mkdirSync(join(picturesFolder(outDir), nameOf('b.it')))
  writeFileSync(join(outDir, nameOf('c.it')), '')
  await removeStalePictures(outDir, { findings: [] })
  expect(readdirSync(picturesFolder(outDir))).toEqual([...others, nameOf('b.it')].sort())
  expect(readdirSync(outDir).sort()).toEqual([nameOf('c.it'), 'pictures'].sort())
})

test('without a folder there is nothing to remove', async () => {
  await removeStalePictures(outDir, { findings: [] })
  expect(readdirSync(outDir)).toEqual([])
})
