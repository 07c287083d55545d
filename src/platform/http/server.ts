import type { IncomingMessage } from 'node:http';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { answerProblem } from '../errors/problem.filter.ts';
import { REQUEST } from '../errors/request.errors.ts';
import { answerClientError } from './client-error.ts';
import { tagAnswer } from './etag.hook.ts';
import { protectAnswers } from './protection.ts';
import { makeRequestId } from './request-id.ts';
import { cleanTexts, readUtf8, refuseDeepJson, refuseOtherCodings } from './input-hygiene.ts';
import { LONGEST_PARAM, servePage } from './page.ts';
import { PIECE_TYPE, takesFiles, takesForms, takesPieces } from './takes-files.decorator.ts';
import { Traffic } from './traffic.ts';

/** Largest JSON body: a dispatch to thousands of named units fits, a file does not belong in JSON. */
const JSON_LIMIT = 1024 * 1024;
const REQUEST_ID = /^[\w.-]{8,64}$/;

/** The HTTP frame: Fastify with its limits, before any room is loaded. */
export function makeAdapter(config: Config, log: Logger): FastifyAdapter {
  const trusted = config
    .get('TRUST_PROXY')
    ?.split(',')
    .map((address) => address.trim());
  return new FastifyAdapter({
    loggerInstance: log,
    // One line per request is written below, with what matters and nothing else.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (raw: IncomingMessage) => {
      const given = raw.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : makeRequestId();
    },
    trustProxy: trusted ?? false,
    bodyLimit: JSON_LIMIT,
    connectionTimeout: 0,
    // Files come over slow lines: 1,024 MB at 10 Mbit/s takes 14 minutes (hardening §1.2). Headers stay on a short leash.
    requestTimeout: 6 * 3600_000,
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: 15_000,
      connectionsCheckingInterval: 5000,
      requireHostHeader: false,
      maxHeaderSize: 16_384,
    },
    routerOptions: { maxParamLength: LONGEST_PARAM },
    clientErrorHandler: answerClientError,
    // What the router itself refuses, before any hook and route: a malformed URL, an identifier without end.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply.header('x-request-id', request.id)),
    forceCloseConnections: 'idle',
  });
}

/** Parsers, headers and hooks that hold for every route. Call before the application listens. */
export async function dress(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const traffic = app.get(Traffic);
  await app.register(cookie);
  await protectAnswers(app, config);
  await app.register(compress, {
    threshold: 512,
    encodings: ['br', 'gzip'],
    // Of what costs no more time than the plugin's 4, the one that makes the answers of this API smallest (by a twelfth).
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 18 } },
    globalDecompression: false,
  });
  readBodies(fastify);
  // Hooks that call back: an async one costs each request a turn of the loop's queue.
  fastify.addHook('preValidation', (request, _reply, done) => {
    cleanTexts(request.query);
    cleanTexts(request.params);
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    traffic.seen();
    reply.header('x-request-id', request.id);
    refuseHosts(request.raw);
    // No Vary for who asks: nobody may share such an answer, and its reader asks each time whether it still holds.
    if ((request.routeOptions.url ?? request.url).startsWith('/api/v1'))
      reply.header('cache-control', 'private, no-cache');
    done();
  });
  fastify.addHook('onSend', tagAnswer);
  fastify.addHook('onResponse', (request, reply, done) => {
    traffic.seen();
    const line = {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      account: accountOf(request),
    };
    request.log.info(line, 'request');
    done();
  });
  servePage(fastify);
}

function readBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const strict = fastify.getDefaultJsonParser('error', 'error');
  const parseJson = (request: FastifyRequest, body: string, done: (error: Error | null, value?: unknown) => void) =>
    void strict(request, body, (error, value) => {
      if (error) return done(REQUEST.notJson());
      try {
        return done(null, cleanTexts(value));
      } catch (bad) {
        return done(bad as Error);
      }
    });
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      refuseOtherCodings(request);
      const text = readUtf8(body as Buffer);
      refuseDeepJson(text);
      return parseJson(request, text, done);
    } catch (error) {
      return done(error as Error);
    }
  });
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    (request, _body, done) => done(takesForms(request) ? null : REQUEST.wrongMediaType()),
  );
  // The stream is left alone: the upload route reads it with multer.
  fastify.addContentTypeParser('multipart/form-data', (request, _payload, done) =>
    done(takesFiles(request) ? null : REQUEST.wrongMediaType()),
  );
  // As well: the pieces of a resumable upload go to the disk as they come.
  fastify.addContentTypeParser(PIECE_TYPE, (request, _payload, done) =>
    done(takesPieces(request) ? null : REQUEST.wrongMediaType()),
  );
}

/** Two Hosts may be read differently by a proxy and by us; Node itself would answer a missing one without a word. */
function refuseHosts({ rawHeaders, httpVersion }: IncomingMessage): void {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') hosts++;
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) throw REQUEST.malformed();
}

function accountOf(request: unknown): string | undefined {
  return (request as { principal?: { accountId: string } }).principal?.accountId;
}
