import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import passport from 'passport';
import { Authenticator } from '../platform/access/authenticator.ts';
import type { Principal } from '../platform/access/principal.ts';
import { JwtStrategy } from './jwt.strategy.ts';

/** Runs the passport strategy for the guard. */
@Injectable()
export class JwtAuthenticator extends Authenticator {
  /** Our own: names live in a passport, and tests run several applications in one process. */
  readonly #passport = new passport.Passport();

  constructor(strategy: JwtStrategy) {
    super();
    // Asked for by name, passport derives a strategy for each request; handed over itself, one would be shared, and with it the
    // answer: a request could be given the caller of another one that runs beside it.
    this.#passport.use(strategy.name, strategy);
  }

  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Principal | null> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null, principal?: Principal | false | null) =>
        error ? reject(error) : resolve(principal || null);
      this.#passport.authenticate('jwt', { session: false }, settle)(request, reply, settle);
    });
  }
}
