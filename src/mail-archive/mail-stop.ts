import { DomainError } from '../platform/errors/domain-error.ts';
import { imapTroubleOf } from '../platform/mail/imap-trouble.policy.ts';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import type { MailProblem } from './mail-import.states.ts';

/** Reading cannot go on, and why. */
export class MailStop extends Error {
  constructor(
    readonly problem: MailProblem,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}

/** What an error of the connection, the disk or the server means. */
export function problemOf(error: unknown): MailProblem {
  if (error instanceof MailStop) return error.problem;
  if (error instanceof DomainError) return ofDomain(error);
  return imapTroubleOf(error) ?? 'unexpected';
}

function ofDomain({ code }: DomainError): MailProblem {
  if (code === ATTACHMENTS.diskFull.code) return 'disk-full';
  if (code === ATTACHMENTS.quotaExceeded.code) return 'quota-exceeded';
  if (code === ATTACHMENTS.storeUnavailable.code) return 'store-unavailable';
  return code === ATTACHMENTS.blobMissing.code ? 'file-unreadable' : 'unexpected';
}
