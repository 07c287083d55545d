import { describe, expect, it } from '@jest/globals';
import { makeRefreshToken, readRefreshToken } from './refresh-token.ts';
import { SigningKey } from './signing-key.ts';

const key = new SigningKey('k'.repeat(32));
const sessionId = 'b1f7c7a2-31a1-4f0e-9a53-0f5d6f1f5a11';

/** 43 characters carry 258 bits, a seal has 256: the last two are free. */
function respelled(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') ^ 1];
}

describe('refresh tokens', () => {
  it('are read back by session and digest, and never repeat', () => {
    const [one, two] = [makeRefreshToken(key, sessionId), makeRefreshToken(key, sessionId)];
    expect(readRefreshToken(key, one.text)).toEqual({ sessionId, hash: one.hash });
    expect(one.text).not.toBe(two.text);
    expect(one.hash).not.toEqual(two.hash);
  });

  const { text } = makeRefreshToken(key, sessionId);
  const [id = '', random = '', seal = ''] = text.split('.');
  it.each([
    ['none', null],
    ['empty', ''],
    ['cut', text.slice(0, -1)],
    ['longer', `${text}A`],
    ['another spelling of the same seal', respelled(text)],
    ['another session', [id.replace('b', 'a'), random, seal].join('.')],
    ['an invented secret', [id, 'A'.repeat(43), seal].join('.')],
    ['an invented seal', [id, random, 'A'.repeat(43)].join('.')],
    ['sealed by another key', makeRefreshToken(new SigningKey('j'.repeat(32)), sessionId).text],
  ])('%s is refused without asking the database', (_, bad) => {
    expect(readRefreshToken(key, bad)).toBeNull();
  });
});

describe('SigningKey', () => {
  it('is at least 32 bytes long', () => {
    expect(() => new SigningKey('short')).toThrow('32 bytes');
  });

  it('makes unrelated digests for different purposes', () => {
    expect(key.digest('a', 'x')).not.toEqual(key.digest('b', 'x'));
  });
});
