import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seal, unseal } from '../accounts/secret-box.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { ATTEMPT_SECONDS, readAttempt, type Attempt } from './attempt.policy.ts';

const PURPOSE = 'single sign-on attempt';

/**
 * The cookie that binds a sign-in to the browser it began in. Encrypted, for the verifier is a secret from the provider's pages; Lax
 * and not Strict, for the browser comes back from another site.
 */
@Injectable()
export class AttemptCookie {
  readonly #name: string;
  readonly #options: CookieSerializeOptions;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly key: SigningKey,
  ) {
    this.#name = config.isHttps ? '__Secure-gnvb_sso' : 'gnvb_sso';
    this.#options = { httpOnly: true, sameSite: 'lax', secure: config.isHttps, path: '/api/v1/single-sign-on' };
  }

  give(reply: FastifyReply, attempt: Attempt): void {
    const sealed = seal(this.key, PURPOSE, '', JSON.stringify(attempt)).toString('base64url');
    void reply.setCookie(this.#name, sealed, { ...this.#options, maxAge: ATTEMPT_SECONDS });
  }

  /** Takes the attempt out of the browser; null when it has none that holds. */
  take(request: FastifyRequest, reply: FastifyReply): Attempt | null {
    const sealed = request.cookies[this.#name];
    if (sealed === undefined) return null;
    void reply.clearCookie(this.#name, this.#options);
    const text = unseal(this.key, PURPOSE, '', Buffer.from(sealed, 'base64url'));
    return text === null ? null : readAttempt(text, this.clock.now());
  }
}
