import { createReadStream } from 'node:fs';
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerProblem } from '../errors/problem.filter.ts';
import { codingFor, PAGE_FOLDER, pageFiles, type PageFile } from './page-files.ts';

/** Addresses that never belong to the page; what is unknown below them stays an error for programs. */
const NOT_THE_PAGE = /^\/(?:api|health|uploads|dev)(?:\/|$)/;
/** The longest identifier in an address, in characters. */
export const LONGEST_PARAM = 200;
const A_YEAR = 'public, max-age=31536000, immutable';

/**
 * No inline script or style, nothing from elsewhere, no plug-in, no frame around it; in a frame only what the service itself answers. Scripts make markup through the page's one policy
 * for trusted types or not at all.
 */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "frame-src 'self'",
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
    if (NOT_THE_PAGE.test(path)) return isTooLong(path) ? tooLong(path, request, reply) : reply.callNotFound();
    const file = files.get(path);
    if (file && file !== index) return send(file, path.startsWith('/assets/') ? A_YEAR : 'no-cache', request, reply);
    if (path.startsWith('/assets/') || !wantsPage(path, request)) return reply.callNotFound();
    if (!index) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    reply.header('referrer-policy', 'same-origin');
    return send(index, 'no-cache', request, reply);
  });
}

/** The router skips a route whose identifier has no end, and finds this one instead. */
const isTooLong = (path: string): boolean => path.split('/').some((part) => part.length > LONGEST_PARAM);

const tooLong = (path: string, request: FastifyRequest, reply: FastifyReply) =>
  answerProblem(new errorCodes.FST_ERR_MAX_PARAM_LENGTH(path), request, reply);

/** Browsers that open an address say that they want a page; programs that mistype one of the API get an error they can read. */
function wantsPage(path: string, request: FastifyRequest): boolean {
  return path === '/' || (request.headers.accept ?? '').includes('text/html');
}

function send(file: PageFile, cache: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Also on a 304: a browser puts its headers onto what it has kept.
  reply.type(file.type).header('content-security-policy', PAGE_CSP).header('cache-control', cache);
  reply.header('etag', file.etag).header('vary', 'accept-encoding');
  if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag))
    return reply.code(304).send();
  const coding = codingFor(file, request.headers['accept-encoding']);
  if (coding) reply.header('content-encoding', coding.name);
  return reply.send(createReadStream(file.path + (coding?.ending ?? '')));
}
