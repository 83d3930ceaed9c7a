/** Endings of what is downloaded and not opened as a page. A hint only: the content type has the last word. */
const FILE =
  /\.(pdf|p7m|docx?|xlsx?|pptx?|odt|ods|odp|rtf|epub|csv|tsv|xml|json|geojson|kml|kmz|zip|rar|7z|gz|tar|jpe?g|png|gif|webp|svg|tiff?|bmp|ico|mp3|mp4|m4a|m4v|avi|mov|webm|ogg|wav|wmv|ics|vcf|apk|exe|dmg|css|js|mjs|woff2?|ttf|eot)$/i

export function looksLikeFile(url: string): boolean {
  const path = URL.parse(url)?.pathname ?? ''
  return FILE.test(path)
}
