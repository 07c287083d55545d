import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from './principal.ts';

/** Finds out who is calling. Implemented by the accounts room; the guard only needs to know this much. */
export abstract class Authenticator {
  /** The caller, or null when there is no valid session. */
  abstract authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Principal | null>;
}
