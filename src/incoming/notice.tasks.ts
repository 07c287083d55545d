import { task } from '../platform/jobs/job-handler.ts';

/** Tells those a leader named in an instruction. */
export const TELL_ASSIGNED = task<{ readonly assignmentId: string }>('incoming.tell-assigned');

/** Tells the sender's people that a unit refused a copy or gave it back. */
export const TELL_SENT_BACK = task<{ readonly deliveryId: string }>('incoming.tell-sent-back');

/** Computes running deadlines anew with the calendar in force. */
export const RECALCULATE_DEADLINES = task<{ readonly recalculationId: string }>('incoming.recalculate-deadlines');
