import { Injectable } from '@nestjs/common';
import type { JwtService } from '@nestjs/jwt';
import type { FastifyRequest } from 'fastify';
import { readAccessClaims } from '../accounts/access-claims.policy.ts';
import { makeJwtService } from '../accounts/access-tokens.ts';
import { readRefreshToken } from '../accounts/refresh-token.ts';
import { SessionCookies } from '../accounts/session-cookies.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';

const BEARER = /^Bearer (\S+)$/i;

/** The practice area's own signing key, made from the real one: no token of one area means anything in the other. */
@Injectable()
export class PracticeKey {
  readonly secret: string;
  readonly #key: SigningKey;
  readonly #jwt: JwtService;
  readonly #cookies: SessionCookies;

  constructor(
    real: SigningKey,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.secret = real.digest('practice area', 'signing key').toString('base64url');
    this.#key = new SigningKey(this.secret);
    this.#jwt = makeJwtService(this.#key);
    this.#cookies = new SessionCookies(config.forPractice(this.secret));
  }

  /** Whether a request comes from somebody who has entered: only they open the area at a process where it is closed. Costs no query. */
  knows(request: FastifyRequest): boolean {
    if (readRefreshToken(this.#key, this.#cookies.refreshOf(request)) !== null) return true;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? this.#cookies.accessOf(request);
    if (token === null) return false;
    try {
      const payload: unknown = this.#jwt.verify(token, { algorithms: ['HS256'], ignoreExpiration: true });
      return readAccessClaims(payload, this.clock.now(), this.config.get('ACCESS_TOKEN_MINUTES') * 60) !== null;
    } catch {
      return false;
    }
  }
}
