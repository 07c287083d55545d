import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Outcome } from './outcome.ts';

/** Unpacks outcomes into their status, and gives every versioned answer its version as ETag. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => present(answer, reply)));
  }
}

function present(answer: unknown, reply: FastifyReply): unknown {
  if (answer instanceof Outcome) {
    void reply.status(answer.isNew ? 201 : 200);
    return present(answer.answer, reply);
  }
  const version = (answer as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number') void reply.header('etag', `"${version}"`);
  return answer;
}
