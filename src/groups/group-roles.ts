import type { Role } from '../platform/access/role.ts';

/** Who keeps the groups of a unit. */
export const OWNER_ROLES = ['clerk', 'leader'] as const satisfies readonly Role[];
