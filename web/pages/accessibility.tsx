import { Page } from '../components/page.tsx'
import { useWords } from '../hooks/use-words.ts'

export function AccessibilityPage() {
  const { accessibility: words } = useWords()
  return (
    <Page title={words.title} lead={words.lead}>
      <h2>{words.aim}</h2>
      <p>{words.aimText}</p>
      <h2>{words.checks}</h2>
      <ul>
        {words.checksList.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{words.limits}</h2>
      <ul>
        {words.limitsList.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{words.statement}</h2>
      <p>{words.statementText}</p>
      <h2>{words.report}</h2>
      <p>{words.reportText}</p>
    </Page>
  )
}
