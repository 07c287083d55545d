import type { IncomingMessage } from 'node:http';

/** How long a refused sender may go on before the line is cut; most stop as soon as they read the answer. */
const LINGER_MS = 5000;

/** The answer goes out while the sender may still be sending: the rest is read and dropped for a moment, so that it gets read. */
export function lingerOver(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const cut = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('close', () => clearTimeout(cut)).once('end', () => clearTimeout(cut));
}
