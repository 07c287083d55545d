import { ROLES, type Role } from '../../../src/platform/access/role.ts';

/**
 * Where somebody stands towards the unit that owns the subject. The last two hold posts at two units: what they hold elsewhere brings
 * them past the guard, so that only the room behind it can refuse them.
 */
export const RELATIONS = ['own', 'other', 'superior', 'subordinate', 'member-and', 'admin-and'] as const;
export type Relation = (typeof RELATIONS)[number];

/** `own.clerk` …, `none` (signed in, no post anywhere) or `anonymous`. */
export type Who = `${Relation}.${Role}` | 'none' | 'anonymous';

export const EVERYBODY: readonly Who[] = [
  ...RELATIONS.flatMap((relation) => ROLES.map((role): Who => `${relation}.${role}`)),
  'none',
  'anonymous',
];

/** A post as the matrix sees it. */
export type Place = 'own' | 'other' | 'superior' | 'subordinate';

/** The posts somebody holds: where, and as what. */
export function postsOf(who: Who): readonly (readonly [Place, Role])[] {
  if (who === 'none' || who === 'anonymous') return [];
  const [relation, role] = who.split('.') as [Relation, Role];
  if (relation === 'member-and')
    return [
      ['own', 'member'],
      ['other', role],
    ];
  if (relation === 'admin-and')
    return [
      ['own', 'admin'],
      ['other', role],
    ];
  return [[relation, role]];
}

const NAMES: Readonly<Record<Relation, (role: Role) => string>> = {
  own: (role) => `${role} of the unit`,
  other: (role) => `${role} of another unit`,
  superior: (role) => `${role} of a unit above`,
  subordinate: (role) => `${role} of a unit below`,
  'member-and': (role) => `member of the unit, ${role} of another`,
  'admin-and': (role) => `admin of the unit, ${role} of another`,
};

/** For the names of tests. */
export function nameOf(who: Who): string {
  if (who === 'none') return 'somebody without a post';
  if (who === 'anonymous') return 'nobody signed in';
  const [relation, role] = who.split('.') as [Relation, Role];
  return NAMES[relation](role);
}
