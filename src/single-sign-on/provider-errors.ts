import { DomainError } from '../platform/errors/domain-error.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';

const RETRY_SECONDS = 60;
/** Names and codes, of openid-client and of fetch below it, that say "no answer" and not "a wrong one". */
const SILENCE = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'TimeoutError', 'AbortError', 'fetch failed']);
const ERRORS = new Set([
  'ClientError',
  'AuthorizationResponseError',
  'ResponseBodyError',
  'WWWAuthenticateChallengeError',
]);

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly error?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
}

/** Turns what openid-client throws into our words; a mistake of our own stays what it is. */
export function translateProviderError(thrown: unknown, provider: string): unknown {
  if (thrown instanceof DomainError) return thrown;
  if (isSilence(thrown)) return SINGLE_SIGN_ON.providerUnavailable({ provider }, [], RETRY_SECONDS);
  const { name, code, error } = thrown as Thrown;
  if (name === 'AuthorizationResponseError' && error === 'access_denied') return SINGLE_SIGN_ON.denied({ provider });
  const isTheirs = ERRORS.has(String(name)) || String(code).startsWith('OAUTH_');
  return isTheirs ? SINGLE_SIGN_ON.wrongAnswer({ provider }) : thrown;
}

/** No connection, no answer in time, or the answer of a server that is itself in trouble; at any depth of causes. */
function isSilence(thrown: unknown, depth = 0): boolean {
  if (thrown === null || typeof thrown !== 'object' || depth > 5) return false;
  const { name, message, code, status, cause } = thrown as Thrown;
  if ([name, message, code].some((word) => typeof word === 'string' && SILENCE.has(word))) return true;
  if (typeof status === 'number' && status >= 500) return true;
  return isSilence(cause, depth + 1);
}
