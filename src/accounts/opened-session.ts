import type { FastifyRequest } from 'fastify';
import type { AccessToken } from './access-tokens.ts';
import type { WhoWire } from './session.wire.ts';

/** A session just opened or renewed. */
export interface OpenedSession {
  readonly access: AccessToken;
  /** Null when the caller keeps the one it has, or is about to get it in another tab. */
  readonly refreshToken: string | null;
  readonly who: WhoWire;
}

/** Where a request came from. */
export interface Device {
  readonly address: string;
  readonly userAgent: string | null;
}

const LONGEST_USER_AGENT = 300;

export function deviceOf(request: FastifyRequest): Device {
  return { address: request.ip, userAgent: request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null };
}
