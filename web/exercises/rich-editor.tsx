import { Editor, Mark, Node } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'
import { LinkForm } from './link-form.tsx'
import { readTable, type TableData, writeTable } from './table-data.ts'
import { TableForm } from './table-form.tsx'

/** A table is one thing in the text: it is edited in its own form, cell by cell, with real labels. */
const TableBlock = Node.create({
  name: 'tableBlock',
  group: 'block',
  atom: true,
  addAttributes: () => ({ html: { default: '' } }),
  parseHTML: () => [{ tag: 'table', getAttrs: (element) => ({ html: (element as HTMLElement).outerHTML }) }],
  renderHTML: ({ node }) => {
    const holder = document.createElement('template')
    holder.innerHTML = String(node.attrs.html)
    return { dom: holder.content.firstElementChild ?? document.createElement('table') }
  },
})

/** An image keeps its file and its alternative text. */
const ImageBlock = Node.create({
  name: 'imageBlock',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: null } }),
  parseHTML: () => [{ tag: 'img' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
})

/** The language of a passage: `<span lang="en">`. */
const Language = Mark.create({
  name: 'language',
  addAttributes: () => ({ lang: { default: 'en' } }),
  parseHTML: () => [{ tag: 'span[lang]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
})

const extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4, 5, 6] },
    link: { openOnClick: false, autolink: false, HTMLAttributes: { target: null, rel: null, class: null } },
    codeBlock: false,
    code: false,
    strike: false,
    horizontalRule: false,
    trailingNode: false,
  }),
  TableBlock,
  ImageBlock,
  Language,
]

interface Props {
  readonly label: string
  readonly html: string
  readonly onHtml: (html: string) => void
}

/**
 * Text with headings, lists, links, tables and the language of a passage, as in a CMS. It must:
 * - be a named text box for screen readers, with a toolbar of ordinary buttons before it;
 * - say of each button whether it is on.
 */
export function RichEditor({ label, html, onHtml }: Props) {
  const { learning: words } = useWords()
  const id = useId()
  const holder = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [, redraw] = useState(0)
  const [form, setForm] = useState<'link' | 'table' | null>(null)
  const told = useRef(onHtml)
  told.current = onHtml
  const last = useRef(html)

  useEffect(() => {
    if (!holder.current) return
    const made = new Editor({
      element: holder.current,
      extensions,
      content: last.current,
      // The content security policy takes styles from files only.
      injectCSS: false,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': id, class: 'rich-text' },
      },
      onUpdate: ({ editor: now }) => {
        last.current = now.isEmpty ? '' : now.getHTML()
        told.current(last.current)
      },
      onTransaction: () => redraw((turn) => turn + 1),
    })
    setEditor(made)
    return () => made.destroy()
  }, [id])

  // The solution, or a new start, comes from outside.
  useEffect(() => {
    if (!editor || html === last.current) return
    last.current = html
    editor.commands.setContent(html, { emitUpdate: false })
  }, [editor, html])

  const chosen = editor?.isActive('tableBlock') ? String(editor.getAttributes('tableBlock').html) : ''
  const putTable = (data: TableData) => {
    const node = { type: 'tableBlock', attrs: { html: writeTable(data) } }
    editor?.chain().focus().insertContent(node).run()
    setForm(null)
  }
  return (
    <div class="rich-editor">
      <p id={id} class="rich-label">
        {label}
      </p>
      {editor && (
        <fieldset class="rich-toolbar" aria-label={words.toolbarOf(label)}>
          <Tools editor={editor} />
          <button
            type="button"
            aria-expanded={form === 'link'}
            onClick={() => setForm(form === 'link' ? null : 'link')}
          >
            {words.link}
          </button>
          <button
            type="button"
            aria-expanded={form === 'table'}
            onClick={() => setForm(form === 'table' ? null : 'table')}
          >
            {chosen ? words.editTable : words.newTable}
          </button>
        </fieldset>
      )}
      {editor && form === 'link' && <LinkForm editor={editor} name={id} onDone={() => setForm(null)} />}
      {editor && form === 'table' && (
        <TableForm name={id} first={readTable(chosen)} onSave={putTable} onCancel={() => setForm(null)} />
      )}
      <div ref={holder} />
    </div>
  )
}

function Tools({ editor }: { readonly editor: Editor }) {
  const { learning: words } = useWords()
  const tool = (label: string, isOn: boolean, run: () => void) => (
    <button key={label} type="button" aria-pressed={isOn} onClick={run}>
      {label}
    </button>
  )
  const chain = () => editor.chain().focus()
  return (
    <>
      {tool(words.paragraph, editor.isActive('paragraph') && !editor.isActive('listItem'), () =>
        chain().clearNodes().setParagraph().run(),
      )}
      {([2, 3, 4] as const).map((level) =>
        tool(words.heading(level), editor.isActive('heading', { level }), () =>
          chain().setHeading({ level }).run(),
        ),
      )}
      {tool(words.bullets, editor.isActive('bulletList'), () => chain().toggleBulletList().run())}
      {tool(words.numbers, editor.isActive('orderedList'), () => chain().toggleOrderedList().run())}
      {tool(words.bold, editor.isActive('bold'), () => chain().toggleBold().run())}
      {tool(words.english, editor.isActive('language', { lang: 'en' }), () =>
        chain().toggleMark('language', { lang: 'en' }).run(),
      )}
      {tool(words.undo, false, () => chain().undo().run())}
    </>
  )
}
