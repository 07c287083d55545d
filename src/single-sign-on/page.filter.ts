import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from '../platform/errors/problem.filter.ts';
import { translateError } from '../platform/errors/translate-error.ts';
import { errorPage, PAGE_HEADERS } from './pages.ts';

/** On addresses that people's browsers go to by themselves: a page for those who ask for one, a problem for everybody else. */
@Catch()
export class PageFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = translateError(thrown);
    const wantsPage = /^text\/html\b/.test(request.headers.accept ?? '');
    if (!wantsPage || error.status === 500) return answerProblem(thrown, request, reply);
    request.log.warn({ code: error.code }, 'sign-in through the provider failed');
    if (error.retryAfterSeconds !== null) void reply.header('retry-after', String(error.retryAfterSeconds));
    void reply
      .status(error.status)
      .headers(PAGE_HEADERS)
      .type('text/html; charset=utf-8')
      .send(errorPage(error, request.id, request.headers['accept-language']));
  }
}
