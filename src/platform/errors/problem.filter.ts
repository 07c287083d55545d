import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, toProblem } from './problem.ts';
import { translateError } from './translate-error.ts';

/** The one way out for errors: RFC 9457, in the caller's language, with the cause in the log and never in the answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    answerProblem(thrown, request, reply);
  }
}

/** Writes the problem; shared by the filter and by Fastify's own error paths. */
export function answerProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = translateError(thrown);
  if (error.status === 500) request.log.error({ err: thrown, code: error.code }, 'request failed');
  // Being busy is foreseen; under a flood its stack traces would be the next problem.
  else if (error.status > 500) request.log.warn({ code: error.code }, 'request refused');
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const problem = toProblem(error, request.id, languageOf(request.headers['accept-language']));
  if (error.retryAfterSeconds !== null) void reply.header('retry-after', String(error.retryAfterSeconds));
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(error.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
