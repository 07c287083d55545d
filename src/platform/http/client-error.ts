import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { toProblem } from '../errors/problem.ts';
import { REQUEST } from '../errors/request.errors.ts';
import { makeRequestId } from './request-id.ts';

const CAUSES: Readonly<Record<string, typeof REQUEST.malformed>> = {
  HPE_HEADER_OVERFLOW: REQUEST.headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: REQUEST.timedOut,
};

/** Answers what Node could not read as HTTP, in the same form as every other error; there is no request yet, and no language. */
export function answerClientError(cause: Error & { readonly code?: string }, socket: Socket): void {
  if (cause.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(cause);
    return;
  }
  const error = (CAUSES[cause.code ?? ''] ?? REQUEST.malformed)();
  const body = JSON.stringify(toProblem(error, makeRequestId(), 'vi'));
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon());
}
