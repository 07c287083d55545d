import { task } from '../platform/jobs/job-handler.ts';

export const CHECK_IMPORT = task<{ importId: string }>('imports.check');
export const APPLY_IMPORT = task<{ importId: string }>('imports.apply');
/** A file that cannot be checked, or rows that cannot be applied, in 25 minutes are somebody's to look at. */
export const IMPORT_TRIES = 8;
