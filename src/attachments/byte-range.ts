/** Bytes `start` to `end` of a file, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const ONE_RANGE = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i;

/**
 * Reads a Range header (RFC 9110 §14): one range of bytes is honoured; several, other units and nonsense are ignored, as the RFC
 * allows, and the whole file is the answer.
 * @param size of the file, in bytes
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'outside' {
  const found = header === undefined ? null : ONE_RANGE.exec(header);
  if (!found) return 'whole';
  const [first, last] = [found[1] ?? '', found[2] ?? ''];
  if (first === '') return last === '' ? 'whole' : lastBytes(Number(last), size);
  const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  if (last !== '' && Number(last) < start) return 'whole';
  return start < size ? { start, end } : 'outside';
}

function lastBytes(count: number, size: number): ByteRange | 'outside' {
  return count === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - count), end: size - 1 };
}

/** Whether an If-None-Match header names the tag; compared weakly, as RFC 9110 §13.1.2 asks. */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}
