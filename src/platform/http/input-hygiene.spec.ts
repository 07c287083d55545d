import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanTexts, MAX_DEPTH, refuseDeepJson } from './input-hygiene.ts';

const code = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what is let in', () => {
  it('is no deeper than the limit, counted outside of texts', () => {
    const nested = (n: number) => '['.repeat(n) + ']'.repeat(n);
    expect(code(() => refuseDeepJson(nested(MAX_DEPTH)))).toBeNull();
    expect(code(() => refuseDeepJson(nested(MAX_DEPTH + 1)))).toBe('request.too-deep');
    expect(code(() => refuseDeepJson(JSON.stringify({ text: '['.repeat(1000) + String.raw`\"{{{` })))).toBeNull();
  });

  it.each(['a\0b', '\u001b[31m', 'lone \ud800 surrogate', '\u009f'])('never holds %j', (text) => {
    expect(code(() => cleanTexts({ lines: [{ label: text }] }))).toBe('request.bad-character');
    expect(code(() => cleanTexts({ [text]: 1 }))).toBe('request.bad-character');
  });

  it('is NFC, but for passwords, and otherwise as it came', () => {
    const nfd = 'Thông báo'.normalize('NFD');
    expect(cleanTexts({ name: nfd, password: nfd, lines: ['a\tb\r\nc'] })).toEqual({
      name: 'Thông báo',
      password: nfd,
      lines: ['a\tb\r\nc'],
    });
    const clean = fc.jsonValue().filter((value) => code(() => cleanTexts(structuredClone(value))) === null);
    fc.assert(
      fc.property(clean, (value) => {
        const before = JSON.stringify(value).normalize('NFC');
        expect(JSON.stringify(cleanTexts(value))).toBe(before);
      }),
    );
  });
});
