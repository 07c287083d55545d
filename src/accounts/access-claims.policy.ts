/** Who issues our tokens and for whom; another service's token never passes, even under the same secret. */
export const TOKEN_ISSUER = 'gnvb';
export const TOKEN_AUDIENCE = 'gnvb-api';
export const ACCESS_TYPE = 'access';

/** Clocks of two servers may differ by this much, in seconds. */
const SKEW_SECONDS = 60;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
}

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
const isSecond = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/**
 * Reads the claims of a token whose signature is right already. Libraries let pass what is missing or of another type (hardening
 * §1.8), so everything we rely on is asked for here: exact issuer, audience and type, uuids as text, whole seconds, a bounded life.
 * @param lifeSeconds longest life a token of ours can have
 * @returns null when anything is not as we would have made it
 */
export function readAccessClaims(payload: unknown, now: Date, lifeSeconds: number): AccessClaims | null {
  if (payload === null || typeof payload !== 'object') return null;
  const { iss, aud, typ, sub, sid, iat, exp, nbf } = payload as Record<string, unknown>;
  if (iss !== TOKEN_ISSUER || aud !== TOKEN_AUDIENCE || typ !== ACCESS_TYPE) return null;
  if (!isUuid(sub) || !isUuid(sid)) return null;
  if (!isSecond(iat) || !isSecond(exp) || nbf !== undefined) return null;
  const seconds = now.getTime() / 1000;
  const lives = exp > seconds && iat <= seconds + SKEW_SECONDS && exp > iat && exp - iat <= lifeSeconds;
  return lives ? { accountId: sub, sessionId: sid } : null;
}
