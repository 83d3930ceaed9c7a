/** Plain text in which `backticks` mark code, as the pages about rules write it. Markup in it stays text. */
export function WithCode({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 ? <code key={index}>{part}</code> : part))}</>
}
