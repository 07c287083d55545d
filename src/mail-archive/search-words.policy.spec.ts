import { describe, expect, it } from '@jest/globals';
import { wordsIn } from '../mail-reading/pack-text.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { questionOf, unitWord } from './search-words.policy.ts';

const UNIT = '0190f3c8-0000-4000-8000-000000000001';

describe('words of an old mail', () => {
  it('are found without accents and by their beginnings, in one unit alone', () => {
    expect(wordsIn('Về việc: gửi, nhận (văn bản)')).toBe('ve viec gui nhan van ban ');
    expect(questionOf([UNIT], fold('Văn-bản'))).toBe(`(${unitWord(UNIT)}) & van:* & ban:*`);
  });

  it('are never a question of their own making', () => {
    expect(questionOf([UNIT], `a' | b & !c:* \\ <->`)).toBe(`(${unitWord(UNIT)}) & a:* & b:* & c:*`);
    expect(questionOf([UNIT], ' ?! ')).toBeNull();
  });
});
