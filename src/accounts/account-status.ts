/** A locked account cannot sign in, and its sessions end at once. */
export const ACCOUNT_STATUSES = ['active', 'locked'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
