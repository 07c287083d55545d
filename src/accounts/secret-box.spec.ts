import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './secret-box.ts';
import { SigningKey } from './signing-key.ts';

const KEY = new SigningKey('only for tests: forty bytes of no secret');
const OTHER = new SigningKey('only for tests: another forty bytes here');
const sealed = seal(KEY, 'second-factor', 'an', 'GEZDGNBVGY3TQOJQ');

describe('a sealed secret', () => {
  it('opens for its key, purpose and owner', () => {
    expect(unseal(KEY, 'second-factor', 'an', sealed)).toBe('GEZDGNBVGY3TQOJQ');
    expect(sealed.includes('GEZDGNBV')).toBe(false);
    expect(seal(KEY, 'second-factor', 'an', 'GEZDGNBVGY3TQOJQ').equals(sealed)).toBe(false);
  });

  it.each([
    ['another key', OTHER, 'second-factor', 'an', sealed],
    ['another purpose', KEY, 'anything', 'an', sealed],
    ['another owner', KEY, 'second-factor', 'binh', sealed],
    ['one bit changed', KEY, 'second-factor', 'an', Buffer.from(sealed.map((byte, i) => (i === 30 ? byte ^ 1 : byte)))],
    ['cut short', KEY, 'second-factor', 'an', sealed.subarray(0, 20)],
  ])('does not open with %s', (_, key, purpose, owner, box) => {
    expect(unseal(key, purpose, owner, box)).toBeNull();
  });
});
