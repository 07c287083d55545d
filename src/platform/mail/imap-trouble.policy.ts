/** Why an inbox on a server cannot be read. */
export const IMAP_TROUBLES = [
  'login-refused',
  'address-refused',
  'name-unknown',
  'certificate-refused',
  'tls-refused',
  'no-password',
  'no-imap',
  'unreachable',
  'too-slow',
] as const;
export type ImapTrouble = (typeof IMAP_TROUBLES)[number];

interface Told {
  readonly code?: string;
  readonly trouble?: ImapTrouble;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly tlsFailed?: boolean;
  readonly responseStatus?: string;
}

const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH)/;
/** RFC 5530: not now, rather than never. */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

/** It took the connection and then said nothing, or not in time. */
const SLOW = new Set(['GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT']);

/** What an error of the connection or the server means, in a word that holds nothing of the server's own text; null: it is of another kind. */
export function imapTroubleOf(error: unknown): ImapTrouble | null {
  const told = (error ?? {}) as Told;
  if (told.trouble) return told.trouble;
  const code = typeof told.code === 'string' ? told.code : '';
  if (told.authenticationFailed) return PASSING.has(told.serverResponseCode ?? '') ? 'unreachable' : 'login-refused';
  if (SLOW.has(code)) return 'too-slow';
  if (CERTIFICATE.test(code)) return 'certificate-refused';
  if (told.tlsFailed || code.startsWith('ERR_SSL') || code === 'STARTTLS_INJECTION') return 'tls-refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown';
  // A code of digits is PostgreSQL's.
  return code === '' || /^\d/.test(code) ? null : 'unreachable';
}

/** The server answered NO or BAD to one command; the line still stands. */
export const isRefusedCommand = (error: unknown): boolean =>
  ['NO', 'BAD'].includes((error as Told).responseStatus ?? '') && !(error as Told).authenticationFailed;
