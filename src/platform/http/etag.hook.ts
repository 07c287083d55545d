import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Gives every JSON answer to a GET an ETag over its bytes (behind the row's version, when there is one) and answers 304 when the
 * caller has them already: a clerk on a weak line asks often and mostly hears "nothing new".
 */
export async function tagAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  if (!String(reply.getHeader('content-type')).startsWith('application/json')) return payload;
  const version = String(reply.getHeader('etag') ?? '"0"').slice(1, -1);
  const tag = `"${version}.${createHash('sha1').update(payload).digest('base64url')}"`;
  reply.header('etag', tag);
  if (!request.headers['if-none-match']?.split(',').some((t) => t.trim().replace(/^W\//, '') === tag)) return payload;
  reply.code(304).removeHeader('content-length');
  return '';
}
