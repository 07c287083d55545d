import { generateSecret, generateURI, verifySync } from 'otplib';

/** RFC 6238 with what every authenticator app expects: SHA-1, 6 digits, 30 seconds. */
const PERIOD_SECONDS = 30;
/** RFC 4226 §4 R6 recommends 160 bits. */
const SECRET_BYTES = 20;
const DIGITS = /^\d{6}$/;
const ISSUER = 'gnvb';

/** Base32. */
export const newTotpSecret = (): string => generateSecret({ length: SECRET_BYTES });

/** What the QR code says to the app. */
export const totpUri = (secret: string, username: string): string =>
  generateURI({ issuer: ISSUER, label: username, secret });

/** As typed, without the space many apps show in the middle. */
export const bareCode = (typed: string): string => typed.replace(/\s/g, '');

export const looksLikeTotp = (typed: string): boolean => DIGITS.test(bareCode(typed));

/**
 * The time step a code belongs to: the present one, or one before or after, because clocks differ and typing takes time (RFC 6238
 * §5.2). Whether that step was used before is the caller's question.
 * @returns null when the code is of none of them
 */
export function totpStep(secret: string, typed: string, now: Date): number | null {
  if (!looksLikeTotp(typed)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const found = verifySync({ secret, token: bareCode(typed), epoch, epochTolerance: PERIOD_SECONDS });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
