import { task } from '../platform/jobs/job-handler.ts';

/** Writes to the inboxes that are reminded on a day. */
export const REMIND = task<{ readonly day: string }>('cutover.remind');

/** From the instant on: freezes what is still open, and retires what is ready. */
export const ON_THE_DAY = task('cutover.on-the-day');
