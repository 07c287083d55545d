/** A locked or disabled account cannot sign in, and its sessions end at once. Administrators lock; disuse disables. */
export const ACCOUNT_STATUSES = ['active', 'locked', 'disabled'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** What an administrator may say; `active` also enables again what disuse has disabled. */
export const SETTABLE_STATUSES = ['active', 'locked'] as const satisfies readonly AccountStatus[];
export type SettableStatus = (typeof SETTABLE_STATUSES)[number];
