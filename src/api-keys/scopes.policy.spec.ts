import { describe, expect, it } from '@jest/globals';
import { opens, SCOPE_NAMES, SCOPES, stateOf } from './scopes.policy.ts';

describe('a key', () => {
  it('opens the routes of its scopes and no others', () => {
    expect(opens(['units:read'], 'UnitsController.list')).toBe(true);
    expect(opens(['units:read'], 'UnitsController.create')).toBe(false);
    expect(opens(['groups:read', 'units:read'], 'UnitsController.list')).toBe(true);
    expect(opens([], 'UnitsController.list')).toBe(false);
  });

  it('opens nothing by a name that is no scope', () => {
    for (const name of ['toString', '__proto__', 'constructor', '*', 'UNITS:READ', ''])
      expect(opens([name], 'UnitsController.list')).toBe(false);
  });

  it('never opens what a person gives evidence by, nor anything about people and keys', () => {
    const opened: readonly string[] = SCOPE_NAMES.flatMap((name) => [...SCOPES[name]]);
    const closed =
      /^(IncomingActs|OutgoingActs|SenderActs|Sessions|Accounts|ApiKeys|Delegations|Custody|Audit|UnitClosure)\w*\.|^IncomingController\.(file|zip|enter)$/;
    expect(opened.filter((route) => closed.test(route))).toEqual([]);
  });

  it('is revoked before it is expired', () => {
    const now = new Date('2020-05-18T01:00:00Z');
    const later = new Date(now.getTime() + 1);
    expect(stateOf({ revokedAt: null, expiresAt: later }, now)).toBe('active');
    expect(stateOf({ revokedAt: null, expiresAt: now }, now)).toBe('expired');
    expect(stateOf({ revokedAt: now, expiresAt: now }, now)).toBe('revoked');
  });
});
