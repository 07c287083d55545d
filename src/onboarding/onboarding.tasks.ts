import { task } from '../platform/jobs/job-handler.ts';

/** Sends the reminders that were asked for, as far as they are still needed. */
export const SEND_REMINDERS = task('onboarding.send-reminders');

/** Writes down the reminders of the day. */
export const REMIND_UNITS = task('onboarding.remind-units');

/** Tells administrators who is not ready. */
export const DIGEST = task('onboarding.digest');
