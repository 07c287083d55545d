import { DomainError } from '../platform/errors/domain-error.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { asDiskError } from './disk-errors.ts';

/** Tried again after so long. */
const RETRY_SECONDS = 30;

/** The server's own words for "not with this key" and "not this bucket". */
const REASONS: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'refused',
  InvalidAccessKeyId: 'refused',
  AccessDenied: 'refused',
  Forbidden: 'refused',
  NoSuchBucket: 'bucket-missing',
  PermanentRedirect: 'wrong-region',
  AuthorizationHeaderMalformed: 'wrong-region',
};

interface S3Failure {
  readonly name?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether the server said that there is no such object; a missing bucket is another matter. */
export function isMissing(thrown: unknown): boolean {
  const { name } = thrown as S3Failure;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/** Turns what the S3 client throws into an error of the catalogue; the cause stays with it for the log. */
export function asStoreError(thrown: unknown): unknown {
  if (thrown instanceof DomainError) return thrown;
  const { name = '', Code = '', $metadata } = thrown as S3Failure;
  // A full local disk, met while a file waits there, is told as such.
  const disk = $metadata ? thrown : asDiskError(thrown);
  if (disk instanceof DomainError) return disk;
  const made = ATTACHMENTS.storeUnavailable(
    { reason: REASONS[name] ?? REASONS[Code] ?? ($metadata?.httpStatusCode ? 'failing' : 'unreachable') },
    [],
    RETRY_SECONDS,
  );
  made.cause = thrown;
  return made;
}
