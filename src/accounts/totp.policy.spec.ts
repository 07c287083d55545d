import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, totpStep, totpUri } from './totp.policy.ts';

/** '12345678901234567890' of RFC 6238 appendix B, in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('totpStep', () => {
  // The last six of the eight digits of RFC 6238 appendix B.
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %d: %s is of step %d', (seconds, code, step) => {
    expect(totpStep(SECRET, code, at(seconds))).toBe(step);
  });

  it.each([
    ['one step late', 30, true],
    ['one step early', -30, true],
    ['two steps late', 60, false],
    ['two steps early', -60, false],
    ['at the last second of the step after', 59, true],
    ['at the first second of the step before', -30, true],
    ['a second before that', -31, false],
  ])('%s', (_, seconds, isAccepted) => {
    // 1,234,567,890 is the first second of its step.
    expect(totpStep(SECRET, '005924', at(1_234_567_890 + seconds))).toBe(isAccepted ? 41_152_263 : null);
  });

  it.each(['287 082', ' 287082 '])('takes %j', (typed) => {
    expect(totpStep(SECRET, typed, at(59))).toBe(1);
  });

  it.each(['', '28708', '2870822', '94287082', '٢٨٧٠٨٢', '-287082', '287083'])('refuses %j', (typed) => {
    expect(totpStep(SECRET, typed, at(59))).toBeNull();
  });
});

describe('a new secret', () => {
  it('has 160 bits, and stands in the address with name and issuer', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, 'vanthu.dk'));
    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      secret,
      'gnvb',
    ]);
    expect(decodeURIComponent(uri.pathname)).toContain('vanthu.dk');
  });
});
