import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codingFor, PAGE_FOLDER, pageFiles, type PageFile } from './page-files.ts';

/** Addresses that never belong to the page; what is unknown below them stays an error for programs. */
const NOT_THE_PAGE = /^\/(?:api|health|uploads|dev)(?:\/|$)/;
const A_YEAR = 'public, max-age=31536000, immutable';

/**
 * No inline script or style, nothing from elsewhere, no plug-in, no frame around it. Scripts make markup through the page's one policy
 * for trusted types or not at all.
 */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gnvb',
].join('; ');

const NOT_BUILT =
  'Trang gnvb chưa được dựng. Chạy "node src/build/prepare.mjs build" rồi khởi động lại. API vẫn hoạt động: /api/docs\n' +
  'The page is not built: run "node src/build/prepare.mjs build" and start again. The API works: /api/docs\n';

/**
 * Serves the page as it was built: its files by their names, and for every other address that a browser opens the page itself,
 * which knows its own addresses. Public and static: it holds no data, and asks the API for everything with the person's session.
 */
export function servePage(fastify: FastifyInstance, folder = PAGE_FOLDER): void {
  const files = pageFiles(folder);
  const index = files.get('/index.html');
  fastify.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (NOT_THE_PAGE.test(path)) return reply.callNotFound();
    const file = files.get(path);
    if (file && file !== index) return send(file, path.startsWith('/assets/') ? A_YEAR : 'no-cache', request, reply);
    if (path.startsWith('/assets/') || !wantsPage(path, request)) return reply.callNotFound();
    if (!index) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    reply.header('content-security-policy', PAGE_CSP).header('referrer-policy', 'same-origin');
    return send(index, 'no-cache', request, reply);
  });
}

/** Browsers that open an address say that they want a page; programs that mistype one of the API get an error they can read. */
function wantsPage(path: string, request: FastifyRequest): boolean {
  return path === '/' || (request.headers.accept ?? '').includes('text/html');
}

function send(file: PageFile, cache: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The type also where nothing follows: protection goes by it, and a browser puts the headers of a 304 onto what it has kept.
  reply.type(file.type).header('cache-control', cache).header('etag', file.etag).header('vary', 'accept-encoding');
  if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag))
    return reply.code(304).send();
  const coding = codingFor(file, request.headers['accept-encoding']);
  if (coding) reply.header('content-encoding', coding.name);
  return reply.send(createReadStream(file.path + (coding?.ending ?? '')));
}
