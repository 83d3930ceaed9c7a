import { describe, expect, test } from 'vitest'
import { sanitise } from '../../learning/markup/sanitise.ts'
import { all, parsePage } from '../../learning/markup/tree.ts'

const body = (html: string) => /<body>([\s\S]*)<\/body>/.exec(sanitise(html))?.[1]

describe('what acts goes', () => {
  test.each([
    ['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
    ['<p onclick="alert(1)" style="position:fixed">a</p>', '<p>a</p>'],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>b', 'b'],
    ['<svg><script>alert(1)</script><path d="M0"/></svg>', '<svg><path d="M0"></path></svg>'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href=" java&#10;script:alert(1)">a</a>', '<a>a</a>'],
    ['<form action="data:text/html,x"><input></form>', '<form><input></form>'],
    ['<meta http-equiv="refresh" content="0;url=/"><base href="//x.example"><p>a</p>', '<p>a</p>'],
    ['<blink-me><b>a</b></blink-me>', '<b>a</b>'],
  ])('%s', (html, left) => {
    expect(body(html)).toBe(left)
  })
})

describe('what is fetched comes from beside the page', () => {
  test.each([
    ['<img src="foto.svg" alt="a">', '<img src="foto.svg" alt="a">'],
    ['<img src="https://x.example/a.gif" alt="a">', '<img alt="a">'],
    ['<img src="//x.example/a.gif" alt="a">', '<img alt="a">'],
    ['<img src="/\\\\x.example/a.gif" alt="a">', '<img alt="a">'],
    ['<img src="../a.svg" alt="a">', '<img src="../a.svg" alt="a">'],
    ['<img src="data:image/svg+xml,x" alt="a">', '<img alt="a">'],
    ['<a href="https://x.example/">a</a>', '<a href="https://x.example/">a</a>'],
  ])('%s', (html, left) => {
    expect(body(html)).toBe(left)
  })
})

test.each([201, 50_000 / 5])('%i elements inside each other are cut, and the page stays a page', (count) => {
  expect(all('div', parsePage(sanitise('<div>'.repeat(count)))).length).toBeLessThanOrEqual(200)
})
