import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { readAccessClaims, TOKEN_AUDIENCE, TOKEN_ISSUER } from './access-claims.policy.ts';
import { Callers } from './callers.reader.ts';
import { SessionCookies } from './session-cookies.ts';
import { SigningKey } from './signing-key.ts';

/** Checks an access token from `Authorization: Bearer` or the cookie, then asks whether its session still holds. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    key: SigningKey,
    cookies: SessionCookies,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly callers: Callers,
  ) {
    super({
      // The library hands it on to jsonwebtoken, which takes a key as well; only its types do not know.
      secretOrKey: key.key as unknown as Buffer,
      jwtFromRequest: ExtractJwt.fromExtractors([
        ExtractJwt.fromAuthHeaderAsBearerToken(),
        (request) => cookies.accessOf(request as unknown as FastifyRequest),
      ]),
      algorithms: ['HS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      // The library asks the machine's clock; readAccessClaims asks ours.
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
      passReqToCallback: true,
    });
  }

  /** The library reads a payload's fields before it knows that there are any: a signed `null` makes it throw. */
  override authenticate(...asked: Parameters<Strategy['authenticate']>): void {
    try {
      super.authenticate(...asked);
    } catch {
      this.fail(401);
    }
  }

  async validate(request: FastifyRequest, payload: unknown): Promise<Principal | null> {
    const claims = readAccessClaims(payload, this.clock.now(), this.config.get('ACCESS_TOKEN_MINUTES') * 60);
    return claims && this.callers.principal(claims, request.ip);
  }
}
