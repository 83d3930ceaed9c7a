import { render } from 'preact'
import { App } from './app.tsx'
import { loadWords } from './messages/index.ts'
import { storedLanguage } from './stored-language.ts'

const lang = storedLanguage()
const root = document.getElementById('app')
if (root) {
  const words = await loadWords(lang)
  render(<App lang={lang} words={words} />, root)
}
