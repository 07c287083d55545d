/** What a post lets its holder do at its unit (product.md §1). */
export const ROLES = ['admin', 'clerk', 'leader', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Everybody who works on documents; administrators run accounts and never read what units send each other. */
export const STAFF = ['clerk', 'leader', 'member'] as const satisfies readonly Role[];
