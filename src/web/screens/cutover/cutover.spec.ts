import { describe, expect, it } from '@jest/globals';
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { passageOf } from './passage.ts';
import { asShow, countSteps, dialled, hasWords, isShown, reminderPlan, worstFirst } from './roads.ts';
import { trafficOf } from './traffic.ts';

type Inbox = UnitCutoverWire['inboxes'][number];
const inbox = (address: string, more: Partial<Inbox> = {}): Inbox => ({
  id: address,
  address,
  owner: null,
  state: 'active',
  blocker: 'inbox-in-use',
  remindedOn: null,
  ...more,
});
const road = (code: string, more: Partial<UnitCutoverWire> = {}): UnitCutoverWire => ({
  unitId: code,
  unitCode: code,
  unitName: `Chi đoàn ${code}`,
  step: 'account_issued',
  blockers: ['no-code', 'inbox-in-use'],
  contact: { name: 'Văn thư Kho bạc', title: 'Văn thư', email: null },
  phone: '0294 385 1234',
  inboxes: [],
  ...more,
});

describe('a list of roads', () => {
  it.each([
    ['all', true],
    ['unready', true],
    ['unfinished', true],
    ['account_issued', true],
    ['ready', false],
    ['inbox-in-use', true],
    ['nobody', false],
  ] as const)('shows a unit that waits for its code under %s: %p', (show, shown) =>
    expect(isShown(road('A'), show)).toBe(shown),
  );

  it('takes a ready unit for unfinished, not for unready', () => {
    const ready = road('B', { step: 'ready', blockers: ['inbox-not-retired'] });
    expect([isShown(ready, 'unready'), isShown(ready, 'unfinished')]).toEqual([false, true]);
    expect(isShown(road('C', { step: 'cut_over', blockers: [] }), 'unfinished')).toBe(false);
  });

  it('knows no filter but its own', () => {
    expect([asShow('ready'), asShow('no-code'), asShow('__proto__'), asShow(null)]).toEqual([
      'ready',
      'no-code',
      'all',
      'all',
    ]);
  });

  it('finds by name, code, contact and address, without accents', () => {
    const one = road('KB-01', { inboxes: [inbox('khobac@cu.vn')] });
    for (const words of ['kho bac', 'kb-01', 'CHI doan', 'khobac@', 'van thu kb'])
      expect(hasWords(one, words)).toBe(true);
    expect(hasWords(one, 'kho bac xã')).toBe(false);
  });

  it('has those farthest from ready first', () => {
    const all = [road('Z', { step: 'ready' }), road('B'), road('A'), road('Y', { step: 'listed' })];
    expect(worstFirst(all).map(({ unitCode }) => unitCode)).toEqual(['Y', 'A', 'B', 'Z']);
    expect(countSteps(all)).toMatchObject({ listed: 1, account_issued: 2, first_login: 0, ready: 1, cut_over: 0 });
  });

  it('makes telephone numbers that can be dialled', () =>
    expect(dialled('+84 (294) 385.1234')).toBe('tel:+842943851234'));
});

describe('a reminder', () => {
  it('goes to living inboxes that had none today, and says who is left out and why', () => {
    const plan = reminderPlan(
      [
        road('A', {
          inboxes: [inbox('a1@x'), inbox('a2@x', { state: 'retired' }), inbox('a3@x', { remindedOn: '2020-05-18' })],
        }),
        road('B', { inboxes: [inbox('b@x', { remindedOn: '2020-05-18' })] }),
        road('C', { inboxes: [inbox('c@x', { state: 'retired' })] }),
        road('D'),
        road('E', { inboxes: [inbox('e@x', { remindedOn: '2020-05-17', state: 'frozen' })] }),
      ],
      '2020-05-18',
    );
    expect(plan.gets.map(({ road: { unitCode }, addresses }) => [unitCode, addresses])).toEqual([
      ['A', ['a1@x']],
      ['E', ['e@x']],
    ]);
    expect(plan.addresses).toBe(2);
    const codes = [plan.today, plan.retired, plan.without].map((roads) => roads.map(({ unitCode }) => unitCode));
    expect(codes).toEqual([['B'], ['C'], ['D']]);
  });
});

describe('traffic', () => {
  it('has a bar for each day, also for the quiet ones and across months', () => {
    const traffic = trafficOf(
      [
        { day: '2020-05-31', arrived: 4, copies: 2 },
        { day: '2020-05-20', arrived: 10, copies: 0 },
        { day: '2020-04-30', arrived: 99, copies: 0 },
      ],
      '2020-06-02',
    );
    expect(traffic.bars).toHaveLength(30);
    expect([traffic.bars[0]?.day, traffic.bars.at(-1)?.day]).toEqual(['2020-05-04', '2020-06-02']);
    expect(traffic).toMatchObject({ most: 10, now: 6, before: 10, countsArrivals: true });
  });

  it('says when nobody counts what arrives', () => {
    const { most, countsArrivals } = trafficOf([{ day: '2020-06-01', arrived: null, copies: 0 }], '2020-06-01');
    expect([most, countsArrivals]).toEqual([1, false]);
  });
});

describe('the passage', () => {
  it('puts today among the dates, whichever are known', () => {
    const now = Date.parse('2020-05-25T08:00:00+07:00');
    const timeline = [
      { act: 'freezing' as const, first: '2020-05-28T00:00:00Z', last: '2020-05-29T00:00:00Z', count: 3 },
      { act: 'reopening' as const, first: '2020-05-28T00:00:00Z', last: '2020-05-29T00:00:00Z', count: 1 },
      { act: 'dual-run' as const, first: '2020-05-04T00:00:00Z', last: '2020-05-05T00:00:00Z', count: 9 },
    ];
    const week = { firstDay: '2020-05-18', lastDay: '2020-05-22' };
    const passage = passageOf({ at: '2020-05-31T17:00:00.000Z', timeline }, week, now);
    expect(passage.map(({ kind, isPast }) => [kind, isPast])).toEqual([
      ['dual-run', true],
      ['training', true],
      ['today', false],
      ['freezing', false],
      ['cutover', false],
    ]);
    expect(passageOf({ at: null, timeline: [] }, null, now).map(({ kind }) => kind)).toEqual(['today']);
  });
});
