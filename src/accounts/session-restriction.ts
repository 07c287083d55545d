import { RESTRICTED } from '../platform/access/restriction.errors.ts';
import type { Restriction } from '../platform/access/restriction.ts';

const ALWAYS = { 'SessionsController.current': 'any', 'SessionsController.signOut': 'any' } as const;

/** Why a session is restricted, and what is left to it. */
export const RESTRICTIONS = {
  'change-password': {
    allows: { ...ALWAYS, 'AccountsController.setPassword': 'own' },
    refusal: RESTRICTED.changePasswordFirst,
  },
  'set-up-second-factor': {
    allows: {
      ...ALWAYS,
      'SecondFactorController.state': 'any',
      'SecondFactorController.enrol': 'any',
      'SecondFactorController.confirm': 'any',
    },
    refusal: RESTRICTED.setUpSecondFactorFirst,
  },
} as const satisfies Record<string, Restriction>;

export type RestrictionName = keyof typeof RESTRICTIONS;

/** Whether account `a` has a second factor that counts. */
export const HAS_SECOND_FACTOR = `exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null)`;

/** Whether account `a` must have one, by the roles in which it may act at $1, its own and those of absent colleagues. @param roles the placeholder of the roles */
export const needsSecondFactor = (roles: string): string =>
  `exists (select from posts_in_force($1) p where p.account_id = a.id and p.role = any(${roles}::text[]))`;

/** The name of what restricts session `s` of account `a`, or null. The temporary password comes first: somebody else knows it. */
export const restrictionOf = (
  roles: string,
): string => `case when s.by_password and a.password_temporary then 'change-password'
    when s.by_password and cardinality(${roles}::text[]) > 0 and ${needsSecondFactor(roles)} and not ${HAS_SECOND_FACTOR} then 'set-up-second-factor' end`;
