import { createECDH } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from '../accounts/signing-key.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { parseMailbox } from '../platform/mail/mail-address.ts';

/** Push services refuse more than 24 hours (RFC 8292 §2). */
const TOKEN_HOURS = 12;
const ENCODING = 'aes128gcm';

/**
 * The key by which push services know this service (VAPID, RFC 8292). Unless it is given, it comes from the signing secret: all hosts then
 * have the same without a file of its own, and no table and no backup holds it. Who changes that secret ends all sessions, and with
 * them all subscriptions, so nothing is lost by the new key.
 */
@Injectable()
export class PushKeys {
  /** As browsers take it: the uncompressed point in base64url. */
  readonly publicKey: string;
  readonly #privateKey: string;
  readonly #subject: string;

  constructor(
    config: Config,
    signing: SigningKey,
    private readonly clock: Clock,
  ) {
    const given = config.get('WEB_PUSH_PRIVATE_KEY');
    const privateKey = given === null ? derived(signing) : Buffer.from(given, 'base64url');
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(privateKey);
    this.publicKey = pair.getPublicKey('base64url', 'uncompressed');
    this.#privateKey = privateKey.toString('base64url');
    this.#subject = config.get('WEB_PUSH_SUBJECT') ?? subjectFrom(config);
  }

  /** A message for one device, encrypted for it alone (RFC 8291), and the headers to post it with. @param topic replaces one that waits under it */
  async letter(
    { endpoint, p256dh, auth }: { readonly endpoint: string; readonly p256dh: string; readonly auth: string },
    payload: object,
    { ttl, urgency, topic }: { readonly ttl: number; readonly urgency: 'normal' | 'high'; readonly topic: string },
  ): Promise<{ readonly headers: Record<string, string>; readonly body: Buffer }> {
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(payload),
      { TTL: ttl, urgency, topic, contentEncoding: ENCODING },
    );
    const expires = Math.floor(this.clock.now().getTime() / 1000) + TOKEN_HOURS * 3600;
    const { Authorization } = webPush.getVapidHeaders(
      new URL(endpoint).origin,
      this.#subject,
      this.publicKey,
      this.#privateKey,
      ENCODING,
      expires,
    );
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { headers: { ...named, authorization: Authorization }, body };
  }
}

/** Whom a push service writes to when something is wrong with what we send; it has to be one or the other (RFC 8292 §2.1). */
function subjectFrom(config: Config): string {
  if (config.isHttps) return config.publicUrl;
  return `mailto:${parseMailbox(config.get('MAIL_FROM'))?.address ?? 'gnvb@localhost'}`;
}

/** Nearly every number of 32 bytes is a key of the curve; the next one is tried when one is not. */
function derived(signing: SigningKey): Buffer {
  for (let i = 0; ; i++) {
    const candidate = signing.digest('web push key', String(i));
    try {
      createECDH('prime256v1').setPrivateKey(candidate);
      return candidate;
    } catch {
      continue;
    }
  }
}
