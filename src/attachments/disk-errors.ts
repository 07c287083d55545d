import { DomainError, type ErrorFactory } from '../platform/errors/domain-error.ts';
import { ATTACHMENTS } from './attachments.errors.ts';

/** What the operating system says about the disk, as an error people can act on. */
const DISK: Readonly<Record<string, ErrorFactory>> = {
  ENOSPC: ATTACHMENTS.diskFull,
  EDQUOT: ATTACHMENTS.diskFull,
  EROFS: ATTACHMENTS.storeUnavailable,
  EACCES: ATTACHMENTS.storeUnavailable,
  EPERM: ATTACHMENTS.storeUnavailable,
  EIO: ATTACHMENTS.storeUnavailable,
  EMFILE: ATTACHMENTS.storeUnavailable,
  ENFILE: ATTACHMENTS.storeUnavailable,
};

/** Turns a failed file operation into an error of the catalogue; anything else stays as it is. */
export function asDiskError(thrown: unknown): unknown {
  if (thrown instanceof DomainError) return thrown;
  const known = DISK[(thrown as NodeJS.ErrnoException | null)?.code ?? ''];
  if (!known) return thrown;
  const made = known({}, [], known.kind === 'unavailable' ? 30 : undefined);
  made.cause = thrown;
  return made;
}
