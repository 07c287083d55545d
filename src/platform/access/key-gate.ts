import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.ts';

/** What every key begins with: recognisable to people, to the guard, and to programs that look for leaked secrets. */
export const KEY_MARK = 'gnvb_';

const BEARER = /^Bearer +(.*)$/i;

/** The key a request was sent with, as typed; null when it was sent with none. */
export function keyOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const text = BEARER.exec(headers.authorization ?? '')?.[1]?.trim() ?? '';
  return text.startsWith(KEY_MARK) ? text : null;
}

/** Lets machines in. Implemented by the room of the keys; the guard only needs to know this much. */
export abstract class KeyGate {
  /**
   * @param routeId `Controller.method` of the route called
   * @throws access.key-refused, access.too-many-calls, access.scope-needed
   */
  abstract admit(key: string, routeId: string, address: string): Promise<Principal>;
}
