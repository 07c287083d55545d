import { connect } from 'node:net';
import type { TestApp } from '../../support/app.ts';

/** What came back on a connection that was written to byte by byte. */
export interface RawAnswer {
  /** Everything that was read. */
  readonly text: string;
  /** Of the first answer; 0 when the connection was closed without one. */
  readonly status: number;
  /** Its media type without parameters. */
  readonly type: string;
  /** Of the problem in it; null when there is none. */
  readonly code: string | null;
}

const PATIENCE_MS = 5000;

/**
 * Writes bytes and reads until the server closes or the first answer is whole.
 * @param bytes written one after the other as they are
 */
export function raw({ url }: Pick<TestApp, 'url'>, ...bytes: readonly (string | Buffer)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const patience = setTimeout(() => end(new Error('no answer')), PATIENCE_MS);
    const end = (error?: Error) => {
      clearTimeout(patience);
      socket.destroy();
      if (error && chunks.length === 0) reject(error);
      else resolve(read(Buffer.concat(chunks)));
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks))) end();
    });
    socket.on('error', end).on('close', () => end());
    for (const part of bytes) socket.write(part);
  });
}

/** The lines of a request's head; every line but the last two ends one header. */
export const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /^content-length: (\d+)$/im.exec(bytes.subarray(0, end).toString('latin1'))?.[1];
  return length !== undefined && bytes.length >= end + 4 + Number(length);
}

function read(bytes: Buffer): RawAnswer {
  const text = bytes.toString('utf8');
  return {
    text,
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    type: /^content-type: ([^;\r\n]+)/im.exec(text)?.[1] ?? '',
    code: /"code":"([^"]+)"/.exec(text)?.[1] ?? null,
  };
}
