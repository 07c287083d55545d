/** Two tabs may renew at the same moment; the slower one still holds the token of before. */
export const REFRESH_GRACE_MS = 10_000;

export interface RefreshState {
  readonly refreshHash: Buffer;
  readonly previousRefreshHash: Buffer | null;
  readonly rotatedAt: Date;
}

/**
 * What a refresh token, known to be one of ours, is to its session: `current` renews it; `previous`, just replaced, gets an access
 * token only; anything older was used twice, so somebody has a copy: `reused`.
 */
export function judgeRefresh(session: RefreshState, hash: Buffer, now: Date): 'current' | 'previous' | 'reused' {
  if (session.refreshHash.equals(hash)) return 'current';
  const recent = now.getTime() - session.rotatedAt.getTime() <= REFRESH_GRACE_MS;
  return recent && session.previousRefreshHash?.equals(hash) ? 'previous' : 'reused';
}

/** A session ends when it was not renewed for some days, and at the latest some days after it began. */
export function sessionEnd(began: Date, now: Date, idleDays: number, maxDays: number): Date {
  const DAY_MS = 86_400_000;
  return new Date(Math.min(now.getTime() + idleDays * DAY_MS, began.getTime() + maxDays * DAY_MS));
}
