/** A cookie jar as a browser has one, for answers that set cookies. */
export function cookieJar() {
  const cookies = new Map<string, string>()
  return {
    cookies,
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    keep(answer: Response): Response {
      for (const line of answer.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split('; ')
        const at = pair.indexOf('=')
        const name = pair.slice(0, at)
        const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute))
        if (isGone) cookies.delete(name)
        else cookies.set(name, pair.slice(at + 1))
      }
      return answer
    },
  }
}
