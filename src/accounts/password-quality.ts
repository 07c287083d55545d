import type { MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { fold } from '../platform/text/vietnamese.ts';
import { VIETNAMESE_WORDS } from './password-words.data.ts';
import { personalWords, plainWeakness, type PasswordWeakness } from './password.policy.ts';

/** Of 0 to 4: more than 10⁸ guesses, safe against guessing online and costly offline behind argon2id. */
const GOOD_SCORE = 3;
/** Scoring grows faster than the length: 64 characters take 70 ms at worst, 512 would hold up everybody for seconds. */
const SCORED = 64;
/** Of one person: scoring looks each up. */
const MOST_PERSONAL = 200;

let loaded: Promise<ZxcvbnFactory> | null = null;

/** 25 MB of dictionaries, read when the first password is set: most processes never do. */
function scorer(): Promise<ZxcvbnFactory> {
  loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const { qwerty, keypad } = adjacencyGraphs;
  return new Factory({
    dictionary: { ...dictionary, vietnamese: [...VIETNAMESE_WORDS] },
    graphs: { qwerty, keypad },
    maxLength: SCORED,
  });
}

/**
 * Why a password is refused, or null when it is good. Nothing leaves the process.
 * @param names what the person and the units are called: a password must say more
 */
export async function passwordWeakness(password: string, names: readonly string[]): Promise<PasswordWeakness | null> {
  const personal = personalWords(names);
  const plain = plainWeakness(password, personal);
  if (plain) return plain;
  // Without accents and capitals: guessers leave them out too, and the dictionaries have none.
  const scored = Array.from(fold(password)).slice(0, SCORED).join('');
  const { score, sequence } = (await scorer()).check(scored, personal.slice(0, MOST_PERSONAL));
  return score >= GOOD_SCORE ? null : reasonOf(sequence);
}

const REASONS: Readonly<Record<string, PasswordWeakness>> = {
  spatial: 'keyboard',
  repeat: 'repeat',
  sequence: 'sequence',
  date: 'date',
  regex: 'date',
};

/** What the longest of the recognised parts is. */
function reasonOf(sequence: readonly MatchExtended[]): PasswordWeakness {
  const [longest] = sequence
    .filter(({ pattern }) => pattern !== 'bruteforce' && pattern !== 'separator')
    .toSorted((a, b) => b.token.length - a.token.length);
  if (!longest) return 'guessable';
  if (longest.pattern !== 'dictionary') return REASONS[longest.pattern] ?? 'guessable';
  const { dictionaryName } = longest as MatchExtended & { readonly dictionaryName: string };
  return dictionaryName === 'userInputs' ? 'personal' : 'common';
}
