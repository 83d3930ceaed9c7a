import { render } from 'preact'
import { App, preloadPage } from './app.tsx'
import { loadWords } from './messages/index.ts'
import { storedLanguage } from './stored.ts'
import { takeOver } from './take-over.ts'

const lang = storedLanguage()
document.documentElement.lang = lang
// The words, the code of the page, and who is signed in travel at the same time.
const first = preloadPage(location.pathname)
const words = await loadWords(lang)
const root = document.getElementById('app')
if (root) takeOver(root, (into) => render(<App lang={lang} words={words} me={first} />, into))
