import { describe, expect, it } from '@jest/globals';
import { toUsername, USERNAME } from './username.policy.ts';

describe('user names', () => {
  it.each([
    [' VanThu.DK ', 'vanthu.dk'],
    ['Đức', 'đức'],
    ['Đức', 'đức'],
    ['BÍ-THƯ', 'bí-thư'],
  ])('%j is stored as %j', (typed, stored) => {
    expect(toUsername(typed)).toBe(stored);
    expect(toUsername(stored)).toBe(stored);
  });

  it.each(['an1', 'vanthu.doankhoi', 'đức_01', 'a@b', 'x'.repeat(64)])('%j can be chosen', (name) => {
    expect(USERNAME.test(toUsername(name))).toBe(true);
  });

  it.each(['', 'ab', '.abc', 'abc.', 'a b c', 'a\nbc', 'a​bc', 'a<b>c', 'x'.repeat(65)])('%j cannot', (name) => {
    expect(USERNAME.test(name)).toBe(false);
  });
});
