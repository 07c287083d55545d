import { describe, expect, it } from '@jest/globals';
import { decide, INBOX_ACTS, isDone, judge, NO_PROOF, type InboxAct, type InboxFacts } from './inbox.states.ts';
import { INBOX_STATES, type InboxState } from './legacy-inbox.kinds.ts';

const CUTOVER = new Date('2020-06-01T00:00:00+07:00');
const AGREES = { proof: 'agrees', at: new Date('2020-05-20T00:00:00Z'), differences: 0 } as const;
const BEST: InboxFacts = { now: new Date('2020-05-20T00:00:00Z'), cutover: CUTOVER, proof: AGREES, unitReady: true };
const REASON = 'Hộp thư đã bị nhà cung cấp xóa';

const judged = (state: InboxState, act: InboxAct, facts: Partial<InboxFacts> = {}) =>
  judge({ state, closedAt: null }, act, { ...BEST, ...facts });

describe('the road of an old inbox', () => {
  it('is this and no other', () => {
    const road = INBOX_STATES.flatMap((state) =>
      INBOX_ACTS.flatMap((act) => {
        const { to } = judged(state, act);
        return to === null ? [] : [`${state} -${act}-> ${to}`];
      }),
    );
    expect(road).toEqual([
      'active -dual-run-> dual_run',
      'active -freezing-> frozen',
      'dual_run -freezing-> frozen',
      'dual_run -reopening-> active',
      'frozen -import-completion-> imported',
      'frozen -reopening-> active',
      'imported -retirement-> retired',
      'imported -reopening-> frozen',
      'retired -reopening-> frozen',
      'retired -closing-> retired',
    ]);
  });

  it('has no way back once it is closed for good', () => {
    for (const act of INBOX_ACTS)
      expect(judge({ state: 'retired', closedAt: CUTOVER }, act, BEST)).toMatchObject({ to: null });
    expect(judge({ state: 'retired', closedAt: CUTOVER }, 'reopening', BEST).obstacles).toEqual(['closed']);
  });

  it('runs both ways before a date only', () => {
    expect(judged('active', 'dual-run', { cutover: null })).toMatchObject({
      obstacles: ['no-date'],
      overridable: false,
    });
    expect(judged('active', 'dual-run', { now: CUTOVER }).obstacles).toEqual(['after-cutover']);
    expect(judged('active', 'dual-run', { now: new Date(CUTOVER.getTime() - 1) }).obstacles).toEqual([]);
    expect(judged('frozen', 'reopening', { now: CUTOVER })).toMatchObject({
      obstacles: ['after-cutover'],
      overridable: false,
    });
    expect(judged('retired', 'reopening', { now: CUTOVER }).obstacles).toEqual([]);
  });

  it('comes to an end with proof and a unit that is ready, or with a word of somebody', () => {
    expect(judged('frozen', 'import-completion', { proof: NO_PROOF }).obstacles).toEqual(['not-imported']);
    expect(judged('frozen', 'import-completion', { unitReady: false }).obstacles).toEqual([]);
    for (const proof of ['unproven', 'disagrees'] as const)
      expect(judged('imported', 'retirement', { proof: { ...NO_PROOF, proof } })).toMatchObject({
        obstacles: ['not-proven'],
        overridable: true,
      });
    expect(judged('imported', 'retirement', { proof: NO_PROOF, unitReady: false }).obstacles).toEqual([
      'not-imported',
      'unit-not-ready',
    ]);
    expect(judged('imported', 'retirement').obstacles).toEqual([]);
  });
});

describe('a decision', () => {
  const blocked = judged('imported', 'retirement', { proof: NO_PROOF });

  it('sets aside what may be, when asked to, with a reason of ten characters', () => {
    expect(decide(blocked, REASON, false)).toEqual({ obstacles: ['not-imported'] });
    expect(decide(blocked, null, true)).toEqual({ obstacles: ['reason-needed'] });
    expect(decide(blocked, '123456789', true)).toEqual({ obstacles: ['reason-needed'] });
    expect(decide(blocked, '1234567890', true)).toEqual({ to: 'retired', overrode: ['not-imported'] });
  });

  it('never sets the date aside', () => {
    const late = judged('active', 'dual-run', { now: CUTOVER });
    expect(decide(late, REASON, true)).toEqual({ obstacles: ['after-cutover'] });
  });

  it('takes a reason for going back', () => {
    const back = judged('imported', 'reopening');
    expect(decide(back, null, false)).toEqual({ obstacles: ['reason-needed'] });
    expect(decide(back, REASON, false)).toEqual({ to: 'frozen', overrode: [] });
  });

  it('finds done what is done', () => {
    expect(isDone({ state: 'frozen', closedAt: null }, 'freezing')).toBe(true);
    expect(isDone({ state: 'active', closedAt: null }, 'reopening')).toBe(false);
    expect(isDone({ state: 'retired', closedAt: null }, 'closing')).toBe(false);
    expect(isDone({ state: 'retired', closedAt: null }, 'retirement')).toBe(true);
  });
});
