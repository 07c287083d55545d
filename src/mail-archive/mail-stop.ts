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
  if (isFull(error)) return 'disk-full';
  if (isOfFiles(error)) return 'store-unavailable';
  return imapTroubleOf(error) ?? 'unexpected';
}

/** PostgreSQL's own disk: 53100. */
const isFull = (error: unknown): boolean =>
  [error, (error as Partial<Error> | null)?.cause].some((one) => (one as { code?: unknown } | null)?.code === '53100');

/** A call on a file that failed, of a kind the store does not know: an errno is not the mail server's fault because it is one. */
const isOfFiles = (error: unknown): boolean => {
  const { syscall, path } = (error ?? {}) as NodeJS.ErrnoException;
  return syscall !== undefined && path !== undefined;
};

function ofDomain({ code }: DomainError): MailProblem {
  if (code === ATTACHMENTS.diskFull.code) return 'disk-full';
  if (code === ATTACHMENTS.quotaExceeded.code) return 'quota-exceeded';
  if (code === ATTACHMENTS.storeUnavailable.code) return 'store-unavailable';
  return code === ATTACHMENTS.blobMissing.code ? 'file-unreadable' : 'unexpected';
}
