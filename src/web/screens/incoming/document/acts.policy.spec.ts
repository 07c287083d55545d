import { describe, expect, it } from '@jest/globals';
import type { IncomingCanWire } from '../../../../incoming/incoming.wire.ts';
import { othersOf, primaryOf, whyNot } from './acts.policy.ts';

const NAMES = [
  'open',
  'acknowledge',
  'register',
  'assign',
  'progress',
  'finish',
  'refuse',
  'return',
  'reconsider',
] as const;
const can = (...allowed: readonly (typeof NAMES)[number][]): IncomingCanWire =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      { allowed: allowed.includes(name), why: allowed.includes(name) ? null : 'access.role-needed' },
    ]),
  ) as unknown as IncomingCanWire;
const document = (state: string, may = can(), isOpen = true) =>
  ({ state, isOpen, can: may, sender: { unitId: 'u', name: 'Đoàn Khối' }, assignment: null }) as Parameters<
    typeof primaryOf
  >[0];

describe('the one act', () => {
  it.each([
    ['delivered', 'acknowledge'],
    ['opened', 'acknowledge'],
    ['acknowledged', 'register'],
    ['registered', 'assign'],
    ['assigned', 'finish'],
    ['in_progress', 'finish'],
    ['done', null],
    ['refused', null],
    ['withdrawn', null],
  ])('of %s is %s, allowed or not', (state, act) => expect(primaryOf(document(state))).toBe(act));

  it('is to report for those who only work along', () => {
    expect(primaryOf(document('assigned', can('progress')))).toBe('progress');
    expect(primaryOf(document('assigned', can('progress', 'finish')))).toBe('finish');
  });

  it('of a document for information ends where its road ends, but the clerk still has a book to keep', () => {
    expect(primaryOf(document('acknowledged', can(), false))).toBeNull();
    expect(primaryOf(document('acknowledged', can('register'), false))).toBe('register');
    expect(primaryOf(document('registered', can('assign'), false))).toBeNull();
  });
});

describe('the other acts', () => {
  it.each([
    ['delivered', ['register', 'refuse']],
    ['acknowledged', ['refuse']],
    ['registered', ['progress', 'finish', 'return']],
    ['assigned', ['assign', 'progress', 'return']],
    ['returned', ['reconsider']],
    ['done', []],
  ])('of %s are %j', (state, acts) => expect(othersOf(document(state))).toEqual(acts));
});

describe('a refusal', () => {
  it('says who may, or what comes first', () => {
    expect(whyNot('assign', { allowed: true, why: null })).toBeNull();
    expect(whyNot('assign', { allowed: false, why: 'access.role-needed' })).toBe('why.assign');
    expect(whyNot('finish', { allowed: false, why: 'incoming.only-lead' })).toBe('why.onlyLead');
    expect(whyNot('finish', { allowed: false, why: 'incoming.something-new' })).toBe('why.wrongState');
  });
});
