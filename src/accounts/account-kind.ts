/** Persons sign in; machines act under an API key and are managed with it. */
export const ACCOUNT_KINDS = ['person', 'machine'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
