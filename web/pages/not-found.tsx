import { Page } from '../components/page.tsx'
import { useWords } from '../hooks/use-words.ts'

export function NotFoundPage() {
  const words = useWords()
  return (
    <Page title={words.entry.notFoundTitle} lead={words.entry.notFound}>
      <p>
        <a class="btn btn-primary" href="/">
          {words.entry.goHome}
        </a>
      </p>
    </Page>
  )
}
