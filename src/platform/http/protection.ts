import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.ts';

/** For pages and files: what they may load, run and be framed by. Browsers heed all of it, so they get the whole set. */
const PAGE_POLICY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/**
 * For data: what keeps a browser from taking it for something else. It is no page, so it opens no windows, asks for no camera and sends
 * no referrer; a header for each of these would be half of a small answer on a weak line.
 */
export const DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const DATA = /^application\/(?:problem\+)?json\b/;

/** Gives every answer the headers that protect its reader's browser, by what the answer is. Call before the hooks that look at answers. */
export async function protectAnswers(app: NestFastifyApplication, { isHttps }: Config): Promise<void> {
  const strictTransport = { maxAge: 365 * 86_400, includeSubDomains: false };
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
    hsts: isHttps && strictTransport,
  });
  const data = Object.entries({
    ...DATA_HEADERS,
    ...(isHttps && { 'strict-transport-security': `max-age=${strictTransport.maxAge}` }),
  });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', (_request: FastifyRequest, reply: FastifyReply, payload, done) => {
    const type = reply.getHeader('content-type');
    if (type === undefined || DATA.test(String(type))) addMissing(reply, data);
    else protectPage(reply);
    done(null, payload);
  });
}

/** An answer without a body may be one of the page's (304), and then says itself what holds for it: browsers renew what they keep by it. */
function addMissing(reply: FastifyReply, headers: readonly (readonly [string, string])[]): void {
  for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value);
}

/** Onto the bare answer, where what a route says itself goes before it. */
function protectPage(reply: FastifyReply): void {
  void reply.helmet();
  reply.raw.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}
