/** Plain, wide enough to read, works at 320 px and in forced colours. */
export const DOCS_STYLE = `
:root { color-scheme: light; --line: #c5ced8; --accent: #0054a6 }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #17324d; background: #fff }
a { color: var(--accent) }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
nav ul { padding-left: 1rem; list-style: none }
nav a { display: inline-block; padding: 2px 0; overflow-wrap: anywhere }
nav h2 { font-size: 1rem; margin: 1rem 0 0 }
article { border-top: 1px solid var(--line) }
h3 { overflow-wrap: anywhere }
.method { font-weight: 700 }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 700 }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top; font-weight: 400 }
thead th { font-weight: 700 }
.fields { padding-left: 1.25rem }
dt { font-weight: 700 }
dd { margin: 0 0 .5rem 1.5rem }
`
