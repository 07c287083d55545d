import { copyFile, open, stat, truncate } from 'node:fs/promises';

const LIMIT_BYTES = 10_000_000;
const CHECK_EVERY_MS = 30_000;
const TAIL_BYTES = 16_384;
const TAIL_LINES = 20;

/** Size of the log now; what is written later starts there. */
export async function logSize(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The last lines written to the log after position `from`. */
export async function logTail(file: string, from: number): Promise<string> {
  const size = await logSize(file);
  const start = Math.max(from <= size ? from : 0, size - TAIL_BYTES);
  if (size <= start) return '';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    return lastLines(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** The last twenty lines of a text. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

/**
 * Moves a log above 10 MB to `<file>.1`. PostgreSQL keeps its file handle (opened for append), so the content is
 * copied and the file emptied; a line written in between is lost.
 */
export async function boundLog(file: string, limit = LIMIT_BYTES): Promise<void> {
  if ((await logSize(file)) <= limit) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Keeps the log bounded until the returned function is called. */
export function watchLog(file: string): () => void {
  const timer = setInterval(() => void boundLog(file).catch(() => undefined), CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
