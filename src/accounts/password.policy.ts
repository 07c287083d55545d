import { fold } from '../platform/text/vietnamese.ts';
import { VIETNAMESE_WORDS } from './password-words.data.ts';

/** In characters (code points). No rule about kinds of characters: length and not being guessable count (NIST SP 800-63B 5.1.1). */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/** Why a password is refused; each has a sentence of its own under `password…` in FIELD_TEXTS. */
export type PasswordWeakness =
  | 'length'
  | 'personal'
  | 'common'
  | 'keyboard'
  | 'repeat'
  | 'sequence'
  | 'date'
  | 'guessable';

/** Letters and digits a password must have besides words that say nothing. */
const LEAST_BESIDES = 6;
const SHORTEST_WORD = 3;

/** Letters and digits only, without accents: how words are compared. */
const bare = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '');

const byLength = (a: string, b: string): number => b.length - a.length;
const COMMON = VIETNAMESE_WORDS.filter((word) => word.length >= SHORTEST_WORD).toSorted(byLength);

/** What can be told without a dictionary of passwords. The password itself is judged as typed, never changed. */
export function plainWeakness(password: string, personal: readonly string[]): PasswordWeakness | null {
  const length = Array.from(password).length;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) return 'length';
  const plain = fold(password);
  if (saysNothingBesides(plain, personal.toSorted(byLength))) return 'personal';
  return saysNothingBesides(plain, COMMON) ? 'common' : null;
}

/** Whether at least one of the words is in it and, all of them taken out, hardly anything is left. */
function saysNothingBesides(plain: string, words: readonly string[]): boolean {
  const whole = plain.replace(/[^\p{L}\p{N}]/gu, '');
  let rest = whole;
  for (const word of words) rest = rest.replaceAll(word, '');
  return rest.length < whole.length && rest.length < LEAST_BESIDES;
}

/**
 * The words that are about a person: each name whole, its words, and neighbours among them written together.
 * @param names user name, display name, address, names and codes of units
 */
export function personalWords(names: readonly string[]): string[] {
  const found = names.flatMap((name) => {
    const words = fold(name)
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '');
    const pairs = words.slice(1).map((word, i) => `${words[i]}${word}`);
    const initials = words.map((word) => word[0]).join('');
    return [bare(name), ...words, ...pairs, initials];
  });
  return [...new Set(found)].filter((word) => word.length >= SHORTEST_WORD);
}
