import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** 96 bits tell two answers of one address apart. */
const TAG_LENGTH = 16;

/**
 * Gives every JSON answer to a GET an ETag over its bytes (behind the row's version, when there is one) and answers 304 when the
 * caller has them already: a clerk on a weak line asks often and mostly hears "nothing new". The text is made bytes here, once, for
 * all that comes after.
 */
export function tagAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return done(null, payload);
  if (!String(reply.getHeader('content-type')).startsWith('application/json')) return done(null, payload);
  const bytes = Buffer.from(payload);
  const version = String(reply.getHeader('etag') ?? '"0"').slice(1, -1);
  const tag = `"${version}.${hash('sha1', bytes, 'base64url').slice(0, TAG_LENGTH)}"`;
  reply.header('etag', tag);
  if (!request.headers['if-none-match']?.split(',').some((t) => t.trim().replace(/^W\//, '') === tag))
    return done(null, bytes);
  reply.code(304).removeHeader('content-length');
  done(null, '');
}
