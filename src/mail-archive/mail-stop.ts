import { DomainError } from '../platform/errors/domain-error.ts';
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

interface Told {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly tlsFailed?: boolean;
  readonly responseStatus?: string;
}

const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH)/;
/** RFC 5530: not now, rather than never. */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

/** What an error of the connection, the disk or the server means. */
export function problemOf(error: unknown): MailProblem {
  if (error instanceof MailStop) return error.problem;
  if (error instanceof DomainError) return ofDomain(error);
  const told = error as Told;
  const code = told.code ?? '';
  if (told.authenticationFailed) return PASSING.has(told.serverResponseCode ?? '') ? 'unreachable' : 'login-refused';
  if (CERTIFICATE.test(code)) return 'certificate-refused';
  if (told.tlsFailed || code.startsWith('ERR_SSL') || code === 'STARTTLS_INJECTION') return 'tls-refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown';
  return code === '' || /^\d/.test(code) ? 'unexpected' : 'unreachable';
}

function ofDomain({ code }: DomainError): MailProblem {
  if (code === ATTACHMENTS.diskFull.code) return 'disk-full';
  if (code === ATTACHMENTS.quotaExceeded.code) return 'quota-exceeded';
  if (code === ATTACHMENTS.storeUnavailable.code) return 'store-unavailable';
  return code === ATTACHMENTS.blobMissing.code ? 'file-unreadable' : 'unexpected';
}

/** The server answered NO or BAD to one command; the line still stands. */
export const isRefusedCommand = (error: unknown): boolean =>
  ['NO', 'BAD'].includes((error as Told).responseStatus ?? '') && !(error as Told).authenticationFailed;
