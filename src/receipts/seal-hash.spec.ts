import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FIRST_SEAL_STANDS_ON, sealHash } from './seal-hash.ts';

const bytes = (word: string): Buffer => createHash('sha256').update(word).digest();
const A = { unitId: '00000000-0000-0000-0000-0000000000aa', seq: 3, hash: bytes('a') };
const B = { unitId: 'ff000000-0000-0000-0000-000000000000', seq: 1, hash: bytes('b') };
const AT = new Date('2020-05-18T01:00:00.123Z');
const hex = (...args: Parameters<typeof sealHash>): string => sealHash(...args).toString('hex');

describe('the hash of a seal', () => {
  it('is of these bytes, for ever', () => {
    expect(hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, B])).toMatchInlineSnapshot(
      `"d4b9e77cfd485179cf0fe39bfaa30051d982c5f1ec721c7872af5063694dc37a"`,
    );
  });

  it('does not depend on the order in which the heads were read', () => {
    expect(hex(FIRST_SEAL_STANDS_ON, 1, AT, [B, A])).toBe(hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, B]));
  });

  it('changes with every part', () => {
    const hashes = [
      hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, B]),
      hex(bytes('other'), 1, AT, [A, B]),
      hex(FIRST_SEAL_STANDS_ON, 2, AT, [A, B]),
      hex(FIRST_SEAL_STANDS_ON, 1, new Date(AT.getTime() + 1), [A, B]),
      hex(FIRST_SEAL_STANDS_ON, 1, AT, [A]),
      hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, { ...B, seq: 2 }]),
      hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, { ...B, hash: bytes('c') }]),
      hex(FIRST_SEAL_STANDS_ON, 1, AT, [A, { ...B, unitId: A.unitId.replace('aa', 'ab') }]),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
