import { describe, expect, it } from '@jest/globals';
import type { HeldPost } from '../platform/access/principal.ts';
import { sayOver } from './group-rights.policy.ts';

const post = (id: string, unitId: string, role: HeldPost['role']): HeldPost => ({
  id,
  unitId,
  role,
  title: id,
  delegation: null,
});
const CLERK = post('clerk', 'own', 'clerk');
const DEPUTY = post('deputy', 'own', 'leader');

describe('who says who is in a group', () => {
  it.each([
    ['clerks and leaders, while nobody keeps it', [CLERK], null, 'owner'],
    ['its keeper', [DEPUTY], 'deputy', 'keeper'],
    ['the keeper among other posts', [CLERK, DEPUTY], 'deputy', 'keeper'],
    ['not a clerk while somebody keeps it', [CLERK], 'deputy', undefined],
    ['not a member', [post('m', 'own', 'member')], null, undefined],
    ['not an administrator', [post('a', 'own', 'admin')], null, undefined],
    ['not the clerk of another unit', [post('c', 'other', 'clerk')], null, undefined],
    ['not a post elsewhere that is named keeper', [post('deputy', 'other', 'leader')], 'deputy', undefined],
  ] as const)('%s', (_, posts, keeper, right) => {
    expect(sayOver(posts, 'own', keeper)?.right).toBe(right);
  });
});
