/** No browser is downloaded: scanner/browser/executable.ts says where Chromium comes from. */
module.exports = { skipDownload: true }
