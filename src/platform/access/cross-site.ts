import type { FastifyRequest } from 'fastify';
import { REQUEST } from '../errors/request.errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asks a browser for. Cookies are SameSite=Strict already; this is the second wall,
 * for multipart above all, which a foreign form can send. Programs send neither header and carry no ambient cookie.
 * @throws request.cross-site
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw REQUEST.crossSite();
  const { origin } = request.headers;
  if (origin !== undefined && hostOf(origin) !== request.host) throw REQUEST.crossSite();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
