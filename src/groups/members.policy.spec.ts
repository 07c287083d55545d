import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { refuseMembers } from './members.policy.ts';

const known = new Map([
  ['a', { name: 'Chi đoàn A', closedOn: null }],
  ['b', { name: 'Chi đoàn B', closedOn: null }],
  ['x', { name: 'Chi đoàn X', closedOn: '2020-05-04' }],
]);

const refusalOf = (unitIds: readonly string[]): Pick<DomainError, 'code' | 'params' | 'mistakes'> | null => {
  try {
    refuseMembers(unitIds, known);
    return null;
  } catch (error) {
    const { code, params, mistakes } = error as DomainError;
    return { code, params, mistakes };
  }
};

describe('members of a group', () => {
  it('are open units, or nobody', () => {
    expect(refusalOf(['a', 'b'])).toBeNull();
    expect(refusalOf([])).toBeNull();
  });

  it('are not closed units: they are named', () => {
    expect(refusalOf(['a', 'x'])).toEqual({
      code: 'groups.units-closed',
      params: { units: 'Chi đoàn X' },
      mistakes: [{ field: 'unitIds.1', code: 'closedUnit' }],
    });
  });

  it('are known units; unknown ones are told first', () => {
    expect(refusalOf(['x', 'q', 'a', 'r'])).toEqual({
      code: 'groups.units-unknown',
      params: { units: 'q, r' },
      mistakes: [
        { field: 'unitIds.1', code: 'unknownUnit' },
        { field: 'unitIds.3', code: 'unknownUnit' },
      ],
    });
  });

  it('keeps the sentence short when many are wrong', () => {
    const many = Array.from({ length: 12 }, (_, i) => `q${i}`);
    const refusal = refusalOf(many);
    expect(refusal?.params['units']).toMatch(/^q0, .*q9 \(\+2\)$/);
    expect(refusal?.mistakes).toHaveLength(12);
  });
});
