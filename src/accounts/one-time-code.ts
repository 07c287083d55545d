import { randomInt } from 'node:crypto';

/** Without 0, O, 1 and I, which look the same on paper: 32 characters, 5 bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUP = 4;
/** 60 bits: guessed online, at 100 tries an hour, in a thousand million years. */
const LENGTH = 12;
const FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
const HYPHENS_AND_SPACES = /[\s\p{Pd}._]/gu;

/** A random code as it is shown, e.g. `K7QM-3XPA-9TWD`. */
export function newOneTimeCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? letters;
}

/** The code behind what was typed, whatever the case, spaces and hyphens; null when it cannot be one. */
export function readOneTimeCode(typed: string): string | null {
  const bare = typed.normalize('NFKC').replace(HYPHENS_AND_SPACES, '').toUpperCase();
  return FORM.test(bare) ? bare : null;
}
