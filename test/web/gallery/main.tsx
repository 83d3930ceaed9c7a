import { render } from 'preact'
import { LanguageContext } from '../../../web/hooks/use-words.ts'
import { it } from '../../../web/messages/it.ts'
import { examples } from '../examples.tsx'

const wanted = new URLSearchParams(location.search).get('example')
const shown = Object.entries(examples).filter(([name]) => wanted === null || wanted === name)
const root = document.getElementById('app')
if (root) {
  render(
    <LanguageContext.Provider value={{ lang: 'it', words: it, setLang: async () => undefined }}>
      <h1>Componenti</h1>
      {shown.map(([name, Example]) => (
        <div key={name} data-example={name} class="container section">
          <Example />
        </div>
      ))}
    </LanguageContext.Provider>,
    root,
  )
}
