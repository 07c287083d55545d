import { task } from '../platform/jobs/job-handler.ts';

/** Takes a stored mail apart, tells the clerks of the units and answers the sender. */
export const FOLLOW_UP = task<{ readonly mailId: string }>('mail-gateway.follow-up');

/** Looks which inboxes at a provider are due. */
export const WATCH_INBOXES = task<object>('mail-gateway.watch-inboxes');

/** Fetches what is new in one of them. */
export const WATCH_INBOX = task<{ readonly inboxId: string }>('mail-gateway.watch-inbox');
