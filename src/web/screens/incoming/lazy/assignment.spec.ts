import { describe, expect, it } from '@jest/globals';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { beginning, bodyOf, peopleAt } from './assignment.ts';

const account = (id: string, posts: readonly (readonly [string, string, string])[], status = 'active') =>
  ({
    id,
    displayName: `Cán bộ ${id}`,
    status,
    posts: posts.map(([unitId, role, title]) => ({ unitId, role, title })),
  }) as unknown as AccountWire;

describe('an assignment', () => {
  it('is given to staff of the unit', () => {
    const people = peopleAt(
      [
        account('a', [
          ['u', 'leader', 'Bí thư'],
          ['u', 'clerk', 'Văn thư'],
        ]),
        account('b', [['u', 'admin', 'Quản trị']]),
        account('c', [['other', 'member', 'Ủy viên']]),
        account('d', [['u', 'member', 'Ủy viên']], 'locked'),
      ],
      'u',
    );
    expect(people).toEqual([{ id: 'a', name: 'Cán bộ a', title: 'Bí thư, Văn thư' }]);
  });

  it('names nobody twice, and is due at the end of the office day', () => {
    const draft = {
      lead: 'a',
      instruction: 'Làm',
      due: '2020-05-22',
      parts: { a: 'inform', b: 'cooperate', c: 'inform', d: undefined },
    } as const;
    expect(bodyOf(draft)).toEqual({
      leadAccountId: 'a',
      cooperateAccountIds: ['b'],
      informAccountIds: ['c'],
      instruction: 'Làm',
      dueAt: '2020-05-22T17:00:00+07:00',
    });
    expect(bodyOf({ ...draft, due: null }).dueAt).toBeNull();
  });

  it('begins as the one in force', () => {
    const people = [
      { accountId: 'a', name: 'A', part: 'lead' as const },
      { accountId: 'b', name: 'B', part: 'inform' as const },
    ];
    const assignment = { instruction: 'Làm', people } as unknown as NonNullable<
      Parameters<typeof beginning>[0]['assignment']
    >;
    expect(beginning({ assignment })).toEqual({ lead: 'a', instruction: 'Làm', due: null, parts: { b: 'inform' } });
    expect(beginning({ assignment: null })).toEqual({ lead: '', instruction: '', due: null, parts: {} });
  });
});
