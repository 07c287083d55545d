import type { Urgency } from '../calendar/deadlines.policy.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How a push service is to treat a message (RFC 8030 §5.2, §5.3). */
export interface PushManner {
  /** Seconds it is kept for a device that is off. */
  readonly ttl: number;
  readonly urgency: 'normal' | 'high';
}

const DAY = { ttl: 24 * HOUR, urgency: 'normal' } as const;
/** The more urgent, the longer a phone that was off still has to be told of it. */
const MANNERS: Readonly<Record<Urgency, PushManner>> = {
  normal: DAY,
  khan: { ttl: 48 * HOUR, urgency: 'high' },
  thuong_khan: { ttl: 48 * HOUR, urgency: 'high' },
  hoa_toc: { ttl: 72 * HOUR, urgency: 'high' },
  hoa_toc_hen_gio: { ttl: 72 * HOUR, urgency: 'high' },
};

export const mannerOf = (urgency: Urgency): PushManner => MANNERS[urgency];

/** Seconds from a try to the next one, by the number of tries so far; the last holds for all that follow, until the message is too old. */
export const PAUSES = [MINUTE, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR] as const;

/** Longest pause a push service may ask for. */
const LONGEST_ASKED = 6 * HOUR;

/** Seconds until the next try after `attempts` of them. @param retryAfter the header, if any */
export function pauseAfter(attempts: number, retryAfter: string | null): number {
  const own = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? PAUSES[0];
  const asked = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : 0;
  return Math.max(own, Math.min(asked, LONGEST_ASKED));
}

/**
 * What a push service's answer means: `gone` the device does not want any more, `refused` this message will never be taken (too large,
 * wrong key), `retry` later. No answer at all is tried again.
 */
export function meaningOf(status: number | null): 'done' | 'gone' | 'refused' | 'retry' {
  if (status === null || status === 429 || status >= 500) return 'retry';
  if (status >= 200 && status < 300) return 'done';
  if (status === 404 || status === 410) return 'gone';
  // Early hints and redirects are nobody's final word: they are not followed.
  return status < 400 ? 'retry' : 'refused';
}

/** A device whose service refused so many messages in a row is forgotten: its page subscribes again at the next visit. */
export const MOST_REFUSALS = 5;

/** The push services of the browsers in use: exact names, or with a dot in front everything below. */
const SERVICES = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
] as const;

/**
 * May a device be reached there? Anybody who is signed in names the address, so it is one of a few known services, not the whole internet.
 * @param others exact names the operator adds
 */
export function isPushService(host: string, others: readonly string[]): boolean {
  if (others.includes(host)) return true;
  return SERVICES.some((name) => (name.startsWith('.') ? host.endsWith(name) : host === name));
}
