import { describe, expect, it } from '@jest/globals';
import type { IncomingOverviewWire } from '../../../incoming/waiting-incoming.wire.ts';
import { countUpTo, hasOutgoingWork, isIdle, waited } from './home-work.ts';

const overview = (senders: readonly string[], numbers: Partial<IncomingOverviewWire> = {}): IncomingOverviewWire =>
  ({
    acknowledge: senders.length,
    register: 0,
    assign: 0,
    finish: 0,
    ...numbers,
    first: senders.map((name) => ({ document: { sender: { unitId: null, name } } })),
  }) as unknown as IncomingOverviewWire;
const sent = { unitId: 'u', underWay: [], sentBack: [], toApprove: [], toIssue: [], toSend: [] };

describe('what waits for a unit', () => {
  it('is for one sender, or for several', () => {
    expect(waited(overview(['Đoàn Khối', 'Đoàn Khối']))).toEqual({ count: 2, sender: 'Đoàn Khối' });
    expect(waited(overview(['Đoàn Khối', 'Tỉnh đoàn']))).toEqual({ count: 2, sender: null });
  });

  it('counts only what the caller can do, while all of it is shown', () =>
    expect(waited(overview(['Đoàn Khối'], { register: 7 })).count).toBe(1));

  it('does not say that one waits for more than is shown', () => {
    const five = Array.from({ length: 5 }, () => 'Đoàn Khối');
    expect(waited(overview(five, { register: 3 }))).toEqual({ count: 8, sender: null });
    expect(countUpTo(100, '99+')).toBe('99+');
    expect(countUpTo(99, '99+')).toBe('99');
  });

  it('is nothing when nothing is there', () => {
    const nothing = { incoming: [overview([])], outgoing: [sent], scanAlerts: [], administration: null };
    expect(isIdle(nothing)).toBe(true);
    expect(isIdle({ ...nothing, incoming: [overview(['Đoàn Khối'])] })).toBe(false);
    const unitsNotReady = { count: 1, first: [] };
    expect(isIdle({ ...nothing, administration: { unitsNotReady, blockedFiles: 0, damagedFiles: [] } })).toBe(false);
    expect(hasOutgoingWork(sent)).toBe(false);
  });
});
