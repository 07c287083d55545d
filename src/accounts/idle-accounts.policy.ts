const DAY_MS = 86_400_000;

/** Days before the end at which a person is warned, the earlier first. */
export const IDLE_WARNINGS = [14, 3] as const;
const LAST_WARNING = 3;

/** What is known about an account nobody has used for a while. */
export interface IdleAccount {
  readonly idleSince: Date;
  readonly warnedStep: number | null;
  readonly warnedAt: Date | null;
  /** There is an address to warn. */
  readonly canBeWarned: boolean;
}

export type IdleVerdict =
  | { readonly act: 'leave' }
  | { readonly act: 'warn'; readonly step: number; readonly endsAt: Date }
  | { readonly act: 'disable' };

/**
 * What is to be done about an idle account. Nobody is disabled sooner than three days after the last warning, also when the job did
 * not run for a while; who has no address is not warned.
 * @param limitDays days without use after which an account is disabled
 */
export function judgeIdle(account: IdleAccount, now: Date, limitDays: number): IdleVerdict {
  const regularEnd = account.idleSince.getTime() + limitDays * DAY_MS;
  if (!account.canBeWarned) return { act: now.getTime() >= regularEnd ? 'disable' : 'leave' };
  const daysLeft = (regularEnd - now.getTime()) / DAY_MS;
  const [first] = IDLE_WARNINGS;
  if (account.warnedStep === LAST_WARNING) {
    const warnedLongEnough = (account.warnedAt?.getTime() ?? 0) + LAST_WARNING * DAY_MS <= now.getTime();
    return { act: daysLeft <= 0 && warnedLongEnough ? 'disable' : 'leave' };
  }
  const endsAt = new Date(Math.max(regularEnd, now.getTime() + LAST_WARNING * DAY_MS));
  if (daysLeft <= LAST_WARNING) return { act: 'warn', step: LAST_WARNING, endsAt };
  if (daysLeft <= first && account.warnedStep === null) return { act: 'warn', step: first, endsAt };
  return { act: 'leave' };
}
