import { describe, expect, it } from '@jest/globals';
import { DELIVERY_STATES } from '../incoming/delivery.states.ts';
import { SENDER_ACTS, senderRefusal, type Copy, type SenderAct } from './sender-duties.policy.ts';

const copy = (state: Copy['state'], channel = 'paper', acknowledgedAt: Date | null = null): Copy => ({
  state,
  channel,
  acknowledgedAt,
});
const why = (act: SenderAct, of: Copy, role: 'clerk' | 'leader' | 'member' = 'clerk'): string | null =>
  senderRefusal(act, of, { roles: [role] })?.code ?? null;

describe('what a sender may do about a copy', () => {
  it('note what came back and nothing else, clerk or leader', () => {
    const noted = DELIVERY_STATES.filter((state) => why('note', copy(state, 'system')) === null);
    expect(noted).toEqual(['refused', 'returned', 'undeliverable']);
    expect(why('note', copy('refused'), 'leader')).toBeNull();
    expect(why('note', copy('refused'), 'member')).toBe('access.role-needed');
  });

  it('enter receipts for copies outside the system only, the clerk alone', () => {
    expect(why('enterAcknowledged', copy('delivered'))).toBeNull();
    expect(why('enterAcknowledged', copy('queued', 'email'))).toBeNull();
    expect(why('enterDelivered', copy('queued'))).toBeNull();
    expect(why('enterDelivered', copy('delivered'))).toBe('incoming.wrong-state');
    expect(why('enterAcknowledged', copy('delivered', 'system'))).toBe('outgoing.not-outside');
    expect(why('enterAcknowledged', copy('acknowledged', 'paper', new Date(0)))).toBe('incoming.already-acknowledged');
    expect(why('enterAcknowledged', copy('withdrawn'))).toBe('incoming.wrong-state');
    expect(why('enterAcknowledged', copy('delivered'), 'leader')).toBe('access.role-needed');
  });

  it('knows every act', () => expect(SENDER_ACTS.map((act) => why(act, copy('done')))).not.toContain(null));
});
