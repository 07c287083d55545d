import { describe, expect, it } from '@jest/globals';
import { changesOf, refuseClosing, refuseMoveInside, refuseUnreachable, usualChannel } from './units.policy.ts';

const thrownBy = (act: () => void): string => {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('reaching a unit', () => {
  it.each([
    ['agency', 'system', null, 'nothing'],
    ['agency', 'paper', null, 'nothing'],
    ['superior', 'system', null, 'nothing'],
    ['person', 'paper', null, 'nothing'],
    ['body', 'email', 'vp@example.vn', 'nothing'],
    ['body', 'email', null, 'units.email-needed'],
    ['school', 'email', null, 'units.email-needed'],
    ['body', 'system', null, 'units.channel-not-for-kind'],
    ['person', 'system', 'a@example.vn', 'units.channel-not-for-kind'],
  ] as const)('%s by %s at %s: %s', (kind, channel, email, code) => {
    expect(thrownBy(() => refuseUnreachable({ kind, channel, email }))).toBe(code);
  });

  it.each([
    ['enterprise', null, 'system'],
    ['enterprise', 'a@example.vn', 'system'],
    ['person', 'a@example.vn', 'email'],
    ['body', null, 'paper'],
  ] as const)('%s with e-mail %s is usually reached by %s', (kind, email, channel) => {
    expect(usualChannel(kind, email)).toBe(channel);
  });
});

describe('moving a unit', () => {
  it.each([
    ['below another branch', 'a', ['b', 'root'], 'nothing'],
    ['to where it is', 'a', ['root'], 'nothing'],
    ['into itself', 'a', ['a', 'root'], 'units.moved-into-itself'],
    ['below its grandchild', 'a', ['a2', 'a1', 'a', 'root'], 'units.moved-into-itself'],
  ])('%s', (_, unit, path, code) => {
    expect(thrownBy(() => refuseMoveInside(unit, path))).toBe(code);
  });
});

describe('closing a unit', () => {
  const open = { openedOn: '2017-09-01', closedOn: null, openChildren: 0, on: '2020-06-15', today: '2020-06-15' };

  it.each([
    ['an open leaf', {}, 'nothing'],
    ['as of an earlier day', { on: '2017-09-01' }, 'nothing'],
    ['twice', { closedOn: '2020-06-01' }, 'units.already-closed'],
    ['before it was opened', { on: '2017-08-31' }, 'units.closed-before-opening'],
    ['ahead of time', { on: '2020-06-16' }, 'units.closed-in-future'],
    ['with units below', { openChildren: 2 }, 'units.has-open-children'],
  ])('%s', (_, change, code) => {
    expect(thrownBy(() => refuseClosing({ ...open, ...change }))).toBe(code);
  });
});

it('names what changed, without contact data', () => {
  const before = { code: 'A', email: 'old@example.vn', place: '' };
  expect(changesOf(before, { ...before, code: 'B', email: 'new@example.vn' }, ['email'])).toEqual({
    code: { from: 'A', to: 'B' },
    email: 'changed',
  });
});
