import { describe, expect, it } from '@jest/globals';
import { KINDS, mildest, NOTIFICATION_KINDS, type Choice } from './notification-kinds.ts';

describe('the kinds of notification', () => {
  it.each(NOTIFICATION_KINDS)('%s can be chosen as it usually is, and says why it cannot be off', (kind) => {
    const allowed: readonly Choice[] = KINDS[kind].allowed;
    expect(allowed).toContain(KINDS[kind].usual);
    expect(allowed).toContain(mildest(kind));
    expect(KINDS[kind].because === null).toBe(allowed.includes('off'));
  });

  it('never lets a document that waits go untold', () => {
    expect(NOTIFICATION_KINDS.filter((kind) => mildest(kind) !== 'off')).toEqual([
      'document.arrived',
      'document.sent-back',
      'mail.arrived',
      'deadlines.moved',
    ]);
  });
});
