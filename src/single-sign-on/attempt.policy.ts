/** What a browser carries from the start of a sign-in to its end. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go on this site afterwards. */
  readonly returnTo: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The person who links the identity with an account; null for signing in. */
  readonly linkFor: { readonly accountId: string; readonly sessionId: string } | null;
}

/** Long enough for a second factor at the provider, short enough to be of no use to whoever finds it. */
export const ATTEMPT_SECONDS = 10 * 60;

/** Pages of this site: one slash in front, plain segments, then perhaps a query and a fragment. */
const PAGE = /^\/(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*\/?)?(?:\?[\w.~=&%:,+-]*)?(?:#[\w.~=&%/-]*)?$/;
/** Calls, not pages. */
const NOT_PAGES = /^\/(?:api|dev|health)(?:[/?#]|$)/i;

export const LONGEST_RETURN = 500;

/** Whether people may be sent there after signing in: pages of this site only, never another one, never a call. */
export function isPage(path: unknown): path is string {
  return typeof path === 'string' && path.length <= LONGEST_RETURN && PAGE.test(path) && !NOT_PAGES.test(path);
}

/** Reads what the cookie held; null when it is not an attempt of ours or has expired. */
export function readAttempt(text: string, now: Date): Attempt | null {
  let attempt: Attempt;
  try {
    attempt = JSON.parse(text) as Attempt;
  } catch {
    return null;
  }
  return attempt.expiresAt > now.getTime() && isPage(attempt.returnTo) ? attempt : null;
}
