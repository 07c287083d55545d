import { task } from '../platform/jobs/job-handler.ts';

/** Scans one content. `again`: it had a verdict before, or passes without one; a failure then changes nothing. */
export const SCAN = task<{ readonly sha256: string; readonly again?: boolean }>('scans.scan');

/** Before the content's hash, in the keys of jobs. */
export const SCAN_KEY = 'scan:';

const LARGE_BYTES = 50 * 1024 * 1024;

/** Scans go one after the other, so that a slow scanner never takes all workers; small files do not wait for large ones. */
export const queueFor = (size: number): string => (size > LARGE_BYTES ? 'scans-large' : 'scans');
