import { expect, test } from 'vitest'
import {
  imageStem,
  mediaId,
  normaliseTarget,
  normaliseText,
  stableClasses,
} from '../../../scanner/findings/normalise.ts'

const PAGE = 'https://www.comune.example.it/uffici/'

test('counters, spaces and case do not make another text', () => {
  expect(normaliseText('  Notizie\n (12) ')).toBe(normaliseText('notizie (345)'))
  expect(normaliseText('a'.repeat(500))).toHaveLength(120)
  expect(normaliseText('Scrivi a mario@example.it')).not.toContain('mario')
})

test.each([
  ['btn btn-primary', ['btn', 'btn-primary']],
  ['card css-1x2y3z sc-bdVaJa svelte-abc12 jsx-99', ['card']],
  ['Card_title__x8Jk2', ['Card_title']],
  ['menu-item menu-item-42', ['menu-item', 'menu-item-#']],
  ['post-1234 active is-open', ['post-#']],
  ['col-md-6 mt-3', ['col-md-6', 'mt-3']],
  ['a8f3c2d1', []],
])('of the classes "%s" the stable ones are %j', (given, want) => {
  expect(stableClasses(given)).toEqual(want)
})

test.each([
  ['/a/piazza-300x200.jpg', 'piazza'],
  ['/a/Piazza-scaled.jpg.webp', 'piazza'],
  ['/a/piazza@2x.png', 'piazza'],
  ['/a/logo.3f9a1c2b.svg?v=2', 'logo'],
  ['/_next/image?url=%2Fimg%2Fpiazza.png&w=640&q=75', 'piazza'],
  ['/foto/piazza.jpg/@@images/image/large', 'piazza'],
  ['/a/IMG_1234.jpg', 'img_1234'],
  ['/a/foto-2024.jpg', 'foto-2024'],
  ['', ''],
])('the stem of %s is "%s"', (given, want) => {
  expect(imageStem(given)).toBe(want)
})

test.each([
  ['https://comune.example.it/bandi/?utm_source=x&id=3', '/bandi?id=3'],
  ['orari', '/uffici/orari'],
  ['#contatti', '#contatti'],
  ['https://www.altro.example.it/a/', 'altro.example.it/a'],
  ['mailto:mario@example.it', 'mailto:'],
])('the target of %s is %s', (given, want) => {
  expect(normaliseTarget(given, PAGE)).toBe(want)
})

test.each([
  ['https://www.youtube.com/embed/abc?start=3', 'youtube:abc'],
  ['https://youtu.be/abc', 'youtube:abc'],
  ['https://www.youtube.com/watch?v=abc', 'youtube:abc'],
  ['https://player.vimeo.com/video/123456?h=1', 'vimeo:123456'],
  ['/video/sindaco.mp4?x=1', '/video/sindaco.mp4'],
])('the media of %s is %s', (given, want) => {
  expect(mediaId(given, PAGE)).toBe(want)
})
