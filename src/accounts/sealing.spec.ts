import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './sealing.ts';
import { SigningKey } from './signing-key.ts';

const key = new SigningKey('only for tests: forty bytes of no secret');

describe('a sealed text', () => {
  it('is opened by the same key for the same purpose only', () => {
    const sealed = seal(key, 'a', 'Trích yếu');
    expect(unseal(key, 'a', sealed)).toBe('Trích yếu');
    expect(unseal(key, 'b', sealed)).toBeNull();
    expect(unseal(new SigningKey('another secret, which is also forty bytes'), 'a', sealed)).toBeNull();
  });

  it('shows nothing and is never the same twice', () => {
    const sealed = seal(key, 'a', 'Trích yếu');
    expect(Buffer.from(sealed, 'base64url').includes('Trích')).toBe(false);
    expect(seal(key, 'a', 'Trích yếu')).not.toBe(sealed);
  });

  it('is refused after any change', () => {
    const bytes = Buffer.from(seal(key, 'a', 'x'), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(unseal(key, 'a', changed.toString('base64url'))).toBeNull();
    }
    for (const length of [0, 1, 12, 27])
      expect(unseal(key, 'a', bytes.subarray(0, length).toString('base64url'))).toBeNull();
  });
});
