import type { Tx } from '../database/tx.ts';
import { task } from '../jobs/job-handler.ts';
import type { Jobs } from '../jobs/jobs.ts';

export interface SendMail {
  readonly mailId: string;
}

export const SEND_MAIL = task<SendMail>('mail.send');

/** 46 hours from the first try to the last (`hoursOfTrying(17)`); the spec of the retry policy holds this. */
export const MAIL_ATTEMPTS = 17;

/** After work that people wait for at their screens. */
const PRIORITY = 5;

/** The key that tells whether a job still waits for a mail. */
export const SEND_MAIL_KEY = 'mail.send:';

/** One job per mail, in one statement. */
export async function enqueueSending(jobs: Jobs, tx: Tx, mailIds: readonly string[]): Promise<void> {
  await jobs.enqueueMany(
    tx,
    SEND_MAIL,
    mailIds.map((mailId) => ({ mailId })),
    { maxAttempts: MAIL_ATTEMPTS, priority: PRIORITY, key: ({ mailId }) => SEND_MAIL_KEY + mailId },
  );
}
