import { task } from '../platform/jobs/job-handler.ts';

/** One mail to one person; the id is that of the link to be made. */
export interface ResetRequest {
  readonly id: string;
  readonly accountId: string;
}

/** Without people when nobody was meant: the request costs the same. */
export const MAIL_PASSWORD_RESETS = task<{ readonly requests: readonly ResetRequest[] }>(
  'credentials.mail-password-resets',
);
