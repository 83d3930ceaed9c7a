import type { Editor } from '@tiptap/core'
import { useState } from 'preact/hooks'
import { Field } from '../components/field.tsx'
import { useWords } from '../hooks/use-words.ts'

interface Props {
  readonly editor: Editor
  readonly name: string
  readonly onDone: () => void
}

/** Text and address of a link: of the one under the cursor, of the chosen words, or a new one. */
export function LinkForm({ editor, name, onDone }: Props) {
  const { learning: words } = useWords()
  const { from, to } = editor.state.selection
  const [text, setText] = useState(editor.state.doc.textBetween(from, to))
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''))
  const isInside = editor.isActive('link')
  const save = () => {
    const chain = editor.chain().focus()
    if (isInside) chain.extendMarkRange('link').setLink({ href: address }).run()
    else
      chain
        .insertContent({
          type: 'text',
          text: text || address,
          marks: [{ type: 'link', attrs: { href: address } }],
        })
        .run()
    onDone()
  }
  return (
    <fieldset class="card-box" aria-label={words.link}>
      {!isInside && <Field label={words.linkText} name={`${name}-text`} value={text} onValue={setText} />}
      <Field label={words.linkAddress} name={`${name}-address`} value={address} onValue={setAddress} />
      <p class="actions">
        <button
          type="button"
          class="btn btn-primary btn-sm"
          aria-disabled={!address}
          onClick={() => address && save()}
        >
          {words.save}
        </button>
        {isInside && (
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            onClick={() => {
              editor.chain().focus().extendMarkRange('link').unsetLink().run()
              onDone()
            }}
          >
            {words.unlink}
          </button>
        )}
        <button type="button" class="btn btn-outline-primary btn-sm" onClick={onDone}>
          {words.cancel}
        </button>
      </p>
    </fieldset>
  )
}
