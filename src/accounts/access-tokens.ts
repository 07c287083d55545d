import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { ACCESS_TYPE, TOKEN_AUDIENCE, TOKEN_ISSUER } from './access-claims.policy.ts';
import type { SigningKey } from './signing-key.ts';

export interface AccessToken {
  readonly text: string;
  readonly expiresAt: Date;
  readonly lifeSeconds: number;
}

export const makeJwtService = (key: SigningKey): JwtService =>
  new JwtService({
    secret: key.key,
    signOptions: { algorithm: 'HS256', issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE },
  });

/** Signs short-lived access tokens; their times come from our clock, not from the library's. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  sign(accountId: string, sessionId: string): AccessToken {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const lifeSeconds = this.config.get('ACCESS_TOKEN_MINUTES') * 60;
    const exp = iat + lifeSeconds;
    const text = this.jwt.sign({ sub: accountId, sid: sessionId, typ: ACCESS_TYPE, iat, exp });
    return { text, expiresAt: new Date(exp * 1000), lifeSeconds };
  }
}
