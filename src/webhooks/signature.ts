import { createHmac } from 'node:crypto';
import type { SigningKey } from '../accounts/signing-key.ts';

/** Which secrets of a webhook hold. */
export interface SecretState {
  readonly id: string;
  readonly secretGeneration: number;
  /** Until then the one before holds too. */
  readonly previousSecretUntil: Date | null;
}

const PREFIX = 'whsec_';

const keyOf = (key: SigningKey, webhookId: string, generation: number): Buffer =>
  key.digest('webhook secret', `${webhookId}\n${generation}`);

/** The secret as its receiver keeps it: derived from the service's own, so that no table and no backup holds it. */
export function secretOf(key: SigningKey, { id, secretGeneration }: SecretState): string {
  return PREFIX + keyOf(key, id, secretGeneration).toString('base64');
}

/**
 * Headers of Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec §"Signature scheme"): HMAC-SHA256 over
 * `id.timestamp.body`; while a secret is being replaced, one signature with each.
 */
export function signedHeaders(
  key: SigningKey,
  webhook: SecretState,
  eventId: string,
  now: Date,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const isReplacing = webhook.previousSecretUntil !== null && webhook.previousSecretUntil > now;
  const generations = [webhook.secretGeneration, ...(isReplacing ? [webhook.secretGeneration - 1] : [])];
  const signatures = generations.map((generation) => {
    const secret = keyOf(key, webhook.id, generation);
    return `v1,${createHmac('sha256', secret).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
