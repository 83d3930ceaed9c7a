/**
 * Gulpease: 89 + (300 × sentences − 10 × letters) / words, from 0 (hard) to 100 (easy).
 * Lucisano and Piemontese, «GULPEASE: una formula per la predizione della difficoltà dei testi», 1988.
 *
 * @returns 100 for a text without words
 */
export function gulpease(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:[.,’'][\p{L}\p{N}]+)*/gu) ?? []
  if (words.length === 0) return 100
  const letters = words.reduce((sum, word) => sum + (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0)
  // Semicolons and colons end a clause that is read as one.
  const sentences = Math.max(
    1,
    text.match(/[^.!?…:;\n]*[\p{L}\p{N}][^.!?…:;\n]*([.!?…:;]+(?=\s|$|[»”")])|\n|$)/gu)?.length ?? 1,
  )
  return Math.max(0, Math.min(100, 89 + (300 * sentences - 10 * letters) / words.length))
}
