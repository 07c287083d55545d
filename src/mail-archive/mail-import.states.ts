import { IMAP_TROUBLES } from '../platform/mail/imap-trouble.policy.ts';

/** Where the mails come from: the inbox on its server, or a file an administrator uploaded (`zip`: a Maildir, or .eml files). */
export const MAIL_SOURCES = ['imap', 'mbox', 'zip', 'eml'] as const;
export type MailSource = (typeof MAIL_SOURCES)[number];

export const MAIL_IMPORT_STATES = ['waiting', 'running', 'paused', 'done', 'cancelled'] as const;
export type MailImportState = (typeof MAIL_IMPORT_STATES)[number];

export const MAIL_IMPORT_ACTS = ['begin', 'pause', 'resume', 'finish', 'cancel'] as const;
export type MailImportAct = (typeof MAIL_IMPORT_ACTS)[number];

/** From where, and to where. `begin` also takes over what a dead process has left running. */
export const MAIL_IMPORT_STEPS: Readonly<
  Record<MailImportAct, { readonly from: readonly MailImportState[]; readonly to: MailImportState }>
> = {
  begin: { from: ['waiting', 'running'], to: 'running' },
  pause: { from: ['waiting', 'running'], to: 'paused' },
  resume: { from: ['paused'], to: 'waiting' },
  finish: { from: ['running'], to: 'done' },
  cancel: { from: ['waiting', 'running', 'paused'], to: 'cancelled' },
};

/** What a person may do with it as it stands. */
export const canBe = (act: 'pause' | 'resume' | 'cancel', state: MailImportState): boolean =>
  MAIL_IMPORT_STEPS[act].from.includes(state);

/** At work, now or after somebody says so: at most one for each inbox. */
export const AT_WORK: readonly MailImportState[] = ['waiting', 'running', 'paused'];

/** Why an import rests. */
export const MAIL_PROBLEMS = [
  ...IMAP_TROUBLES,
  'disk-full',
  'quota-exceeded',
  'store-unavailable',
  'file-unreadable',
  'unexpected',
] as const;
export type MailProblem = (typeof MAIL_PROBLEMS)[number];

/**
 * Is there any use in trying again by itself? A wrong password locks accounts when it is tried again and again; a full disk is for
 * people. A line that broke comes back.
 */
const PASSING: ReadonlySet<MailProblem> = new Set([
  'unreachable',
  'too-slow',
  'store-unavailable',
  'name-unknown',
  'unexpected',
]);

/** Failures after each other, without a mail between them, before people are asked: about an hour. */
export const MOST_FAILURES = 12;
/** So many times it is tried again at once: most breaks last a moment. A slow server is not: others of the queue wait for it. */
export const AT_ONCE = 3;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 600;

/**
 * What follows a failure.
 * @param failures after each other, this one included
 * @returns seconds to wait, or null: it rests until somebody resumes it
 */
export function afterFailure(problem: MailProblem, failures: number): number | null {
  if (!PASSING.has(problem) || failures >= MOST_FAILURES) return null;
  const waits = problem === 'too-slow' ? failures : failures - AT_ONCE;
  return waits <= 0 ? 0 : Math.min(FIRST_WAIT_SECONDS * 2 ** (waits - 1), LONGEST_WAIT_SECONDS);
}

/** ms of work still to do, from what was done so far; null when nothing tells. */
export function remainingMs(seen: number, expected: number | null, workedMs: number): number | null {
  if (expected === null || seen === 0 || workedMs === 0) return null;
  return Math.round((Math.max(0, expected - seen) * workedMs) / seen);
}
