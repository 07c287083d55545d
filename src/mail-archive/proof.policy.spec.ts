import { describe, expect, it } from '@jest/globals';
import { compare, isExplained, isStale, judgePair, type ArchivedMessage, type DifferenceKind } from './proof.policy.ts';

const held = (uid: number, more: Partial<ArchivedMessage> = {}): ArchivedMessage => ({
  uid,
  size: 10,
  sha256: 'a',
  mailId: 'm',
  isDuplicate: false,
  isBroken: false,
  messageId: null,
  ...more,
});

describe('server and archive beside each other', () => {
  it('need no bytes where UID and size agree, unless all are asked for', () => {
    const server = [1, 2, 3].map((uid) => ({ uid, size: 10 }));
    const archive = [held(1), held(2, { size: 11 }), held(9)];
    expect(compare(server, archive, false).map((one) => [one.server?.uid, one.archive?.uid, one.needsHash])).toEqual([
      [1, 1, false],
      [2, 2, true],
      [3, undefined, true],
      [undefined, 9, false],
    ]);
    expect(compare(server, archive, true).map(({ needsHash }) => needsHash)).toEqual([true, true, true, false]);
  });

  it.each<
    [
      what: string,
      server: boolean,
      archive: ArchivedMessage | null,
      sha: string | null,
      known: boolean,
      kind: DifferenceKind | null,
    ]
  >([
    ['the same', true, held(1), 'a', true, null],
    ['not in the archive', true, null, 'b', false, 'missing'],
    ['not handed out', true, null, null, false, 'missing'],
    ['not taken in then, still there', true, held(1, { mailId: null, sha256: null }), 'b', false, 'missing'],
    ['in the archive from elsewhere', true, null, 'b', true, 'renumbered'],
    ['other bytes', true, held(1), 'b', false, 'changed'],
    ['other bytes that the archive has elsewhere', true, held(1), 'b', true, 'changed'],
    ['bytes that are not handed out any more', true, held(1), null, false, 'changed'],
    ['deleted at the server', false, held(1), null, false, 'extra'],
    ['nothing then, nothing now', false, held(1, { mailId: null }), null, false, 'not-readable-then'],
    ['broken', true, held(1, { isBroken: true }), 'a', true, 'broken'],
    ['a duplicate', true, held(1, { isDuplicate: true }), 'a', true, 'duplicate'],
  ])('%s', (_, hasServer, archive, sha, known, kind) => {
    const pair = { server: hasServer ? { uid: 1, size: 10 } : null, archive, needsHash: true };
    const { kind: found, isHeld } = judgePair(pair, sha, known);
    expect(found).toBe(kind);
    expect(isHeld).toBe(kind === null || isExplained(kind));
  });

  it('say nothing any more when mail came since, or after three days', () => {
    const began = new Date('2020-05-29T08:00:00Z');
    const later = (ms: number) => new Date(began.getTime() + ms);
    expect(isStale(began, later(-1), later(1000))).toBe(false);
    expect(isStale(began, later(1), later(1000))).toBe(true);
    expect(isStale(began, null, later(72 * 3600_000))).toBe(false);
    expect(isStale(began, null, later(72 * 3600_000 + 1))).toBe(true);
  });
});
