import { imapTroubleOf } from '../platform/mail/imap-trouble.policy.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';

/** Nobody looks into these any more at the provider; the service does. */
export const WATCHED_STATES: readonly InboxState[] = ['frozen', 'imported', 'retired'];

export type WatchTrouble = 'refused' | 'unreachable' | 'failing';

const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;
/** Providers lock accounts after a few wrong passwords. */
const AFTER_REFUSAL_MS = 60 * MINUTE_MS;
const NO_LINE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'NoConnection',
  'EConnectionClosed',
  'ETIMEOUT',
]);

/** What kind of trouble an error of the IMAP client is, and a word for it that holds nothing of the server's own text. */
export function troubleOf(error: unknown): { readonly state: WatchTrouble; readonly problem: string } {
  const known = imapTroubleOf(error);
  if (known === 'login-refused') return { state: 'refused', problem: known };
  if (known !== null && known !== 'unreachable' && known !== 'too-slow') return { state: 'failing', problem: known };
  const { code } = error as { code?: unknown };
  const word = typeof code === 'string' && /^[\w.-]{1,50}$/.test(code) ? code : 'failed';
  return { state: NO_LINE.has(word) ? 'unreachable' : 'failing', problem: word };
}

/** How long to leave an inbox alone after so many failures in a row. */
export function pauseAfter(state: WatchTrouble, failures: number, everyMinutes: number): number {
  if (state === 'refused') return AFTER_REFUSAL_MS;
  return Math.min(LONGEST_MS, Math.max(1, everyMinutes) * MINUTE_MS * 2 ** Math.min(failures - 1, 10));
}
