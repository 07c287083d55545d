import { task } from '../platform/jobs/job-handler.ts';

/** Sends scheduled dispatches whose hour has come. */
export const RELEASE = task('outgoing.release');

/** What follows for documents when one of their files turns out not to be clean. */
export const FILE_CLOSED = task<{ readonly sha256: string }>('outgoing.file-closed');

/** Tells the units of a dispatch by mail, and brings it to those outside the system. */
export const ANNOUNCE = task<{ readonly dispatchId: string }>('outgoing.announce');

/** Until the cutover: brings a dispatch to the old e-mail inboxes of its units as well. */
export const COPY_TO_OLD_INBOXES = task<{ readonly dispatchId: string }>('outgoing.copy-to-old-inboxes');
