import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, toPage } from './keyset.ts';

describe('a cursor', () => {
  it('comes back as it was given', () => {
    const keys = ['2020-05-18T01:00:00.000Z', '0190b8a4-0000-7000-8000-000000000001', 7, 'Đoàn'];
    expect(decodeCursor(encodeCursor(keys), ['time', 'id', 'number', 'text'])).toEqual(keys);
  });

  it('that somebody made up is refused, never handed to the database', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (cursor) => {
          expect(() => decodeCursor(cursor, ['time', 'id'])).toThrow('request.bad-cursor');
        },
      ),
    );
    for (const key of ['------------------------------------', '0000-00-00T', 2 ** 31, 1.5, null, '2020-02-30']) {
      expect(() =>
        decodeCursor(encodeCursor([key]), [typeof key === 'number' ? 'number' : key === '2020-02-30' ? 'day' : 'id']),
      ).toThrow('request.bad-cursor');
    }
  });

  it('is there only when there is more', () => {
    const wire = (n: number) => n;
    expect(toPage([1, 2], 2, (n) => [n], wire)).toEqual({ items: [1, 2], next: null });
    expect(toPage([1, 2, 3], 2, (n) => [n], wire)).toEqual({ items: [1, 2], next: encodeCursor([2]) });
  });
});
