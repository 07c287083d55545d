import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PieceCheck, readChecksum, readMetadata } from './uploads.policy.ts';

const code = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const ID = '0badcafe-0000-4000-8000-00000000000a';

describe('what is said of a file', () => {
  it('is its name in NFC, its unit and its hash in lower case', () => {
    const said = { filename: 'Kế hoạch.pdf'.normalize('NFD'), unitId: ID.toUpperCase(), sha256: 'A'.repeat(64) };
    expect(readMetadata(said)).toEqual({ name: 'Kế hoạch.pdf', unitId: ID, sha256: 'a'.repeat(64) });
    expect(readMetadata({ filename: 'a.pdf', filetype: 'text/html', unitId: '' })).toEqual({
      name: 'a.pdf',
      unitId: null,
      sha256: null,
    });
  });

  it.each([
    [{}, 'uploads.bad-metadata'],
    [{ filename: null }, 'uploads.bad-metadata'],
    [{ filename: 'a/b.pdf' }, 'attachments.bad-name'],
    [{ filename: 'a.pdf', unitId: 'null' }, 'request.invalid'],
    [{ filename: 'a.pdf', sha256: `${'a'.repeat(63)}g` }, 'request.invalid'],
  ])('is refused: %j', (said, refusal) => {
    expect(code(() => readMetadata(said))).toBe(refusal);
  });
});

describe('the checksum of a piece', () => {
  it('holds for its bytes in whatever chunks, and for no others', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), fc.constantFrom('sha1', 'sha256'), (chunks, algorithm) => {
        const whole = Buffer.concat(chunks);
        const digest = createHash(algorithm).update(whole).digest('base64');
        const sum = (pieces: readonly Uint8Array[]): boolean => {
          const check = new PieceCheck(readChecksum(`${algorithm} ${digest}`) ?? (null as never));
          for (const piece of pieces) check.update(Buffer.from(piece));
          return check.holds;
        };
        expect([sum(chunks), sum([...chunks, Buffer.from('x')])]).toEqual([true, false]);
      }),
    );
  });

  it('is one of two kinds and of the right length', () => {
    expect(readChecksum(undefined)).toBeNull();
    for (const bad of ['', 'sha1', 'md5 AAAA', 'sha1 AAAA', 'toString AAAA', `sha256 ${'A'.repeat(43)}= x`])
      expect([bad, code(() => readChecksum(bad))]).toEqual([bad, 'uploads.bad-checksum']);
  });
});
