// The few parts of jsdom that are used here: its own types bring a whole second DOM along.
declare module 'jsdom' {
  export class VirtualConsole {}
  export class JSDOM {
    constructor(
      html: string,
      options: {
        readonly runScripts: 'outside-only'
        readonly pretendToBeVisual: boolean
        readonly virtualConsole: VirtualConsole
      },
    )
    readonly window: {
      readonly document: Document
      eval(source: string): unknown
      close(): void
    }
  }
}
