import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { TestApp } from '../../support/app.ts';
import { checkAnswer } from '../../support/check-answer.ts';
import { noteSeen } from '../../support/seen.ts';
import type { SignedIn } from '../../support/api.ts';

/** A request as bytes: nothing in between corrects it. */
export interface Asked {
  readonly method: string;
  /** As it stands in the request line, with prefix and query. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly as?: SignedIn | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed when it is JSON, else null. */
  readonly json: Record<string, unknown> | null;
  /** The problem's code; null when it is none. */
  readonly code: string | null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
/** How many requests this file has sent. */
export const sent = { count: 0 };

/** Sends it exactly so. */
export function send(app: Pick<TestApp, 'url'>, asked: Asked): Promise<Answer> {
  sent.count++;
  const { hostname, port } = new URL(app.url);
  const { method, path, body } = asked;
  const headers = {
    ...(asked.as && { authorization: `Bearer ${asked.as.token()}` }),
    ...lengthOf(body),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const out = request({ agent, hostname, port, method, path, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      incoming.on('end', () => resolve(read(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks))));
    });
    out.on('error', reject).end(body);
  });
}

/** The same with a JSON body. */
export function sendJson(app: Pick<TestApp, 'url'>, asked: Asked): Promise<Answer> {
  return send(app, { ...asked, headers: { 'content-type': 'application/json', ...asked.headers } });
}

/**
 * What is wrong with an answer to hostile input, in words; null when it is a success or a problem as the API document declares it.
 * @param asked only for the words
 */
export function fault(asked: Pick<Asked, 'method' | 'path'>, answer: Answer): string | null {
  const { operationId, mistake } = checkAnswer({
    method: asked.method,
    path: asked.path.split('?')[0] ?? '',
    status: answer.status,
    type: answer.text === '' ? '' : (answer.headers['content-type']?.split(';')[0] ?? ''),
    body: answer.json,
  });
  if (operationId) noteSeen(operationId, answer.status);
  if (answer.status >= 500) return `${answer.status} ${answer.code ?? answer.text.slice(0, 100)}`;
  return mistake;
}

function lengthOf(body: string | Buffer | undefined): OutgoingHttpHeaders {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
}

function read(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  const text = plain(bytes, headers['content-encoding']).toString('utf8');
  const json = headers['content-type']?.includes('json') ? (JSON.parse(text || 'null') as Answer['json']) : null;
  return { status, headers, text, json, code: typeof json?.['code'] === 'string' ? json['code'] : null };
}

function plain(bytes: Buffer, coding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes;
  if (coding === 'br') return brotliDecompressSync(bytes);
  return coding === 'gzip' ? gunzipSync(bytes) : bytes;
}
