/** The word that stands for a unit: with it in every question, the index leads to the mails of that unit alone. */
export const unitWord = (unitId: string): string => `u${unitId.replaceAll('-', '')}`;

const MAX_WORDS = 20;

/**
 * A question to `words` (to_tsquery): mails of one of the units with every word, the last letters of each left open.
 * @returns null when there is no word in it
 */
export function questionOf(unitIds: readonly string[], folded: string): string | null {
  const words = folded.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_WORDS) ?? [];
  if (words.length === 0) return null;
  return [`(${unitIds.map(unitWord).join(' | ')})`, ...words.map((word) => `${word.slice(0, 200)}:*`)].join(' & ');
}
