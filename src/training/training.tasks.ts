import { task } from '../platform/jobs/job-handler.ts';

/** Tells units what has become of their bookings. */
export const TELL_UNITS = task<{ readonly bookingIds: readonly string[] }>('training.tell-units');
