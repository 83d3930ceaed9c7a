// The one file of the web app that knows how exercises are graded.
export * from '../../learning/browser.ts'
