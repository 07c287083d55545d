import { createHash } from 'node:crypto';

/** How far a unit's chain had grown when it was sealed. */
export interface SealedHead {
  readonly unitId: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** What the first seal stands on. */
export const FIRST_SEAL_STANDS_ON = createHash('sha256').digest();

/**
 * The hash of a seal; `seal_receipts` in the database computes the same. SHA-256 over: the previous seal's hash (32 bytes) · its own
 * number (8) · its time in milliseconds since 1970 (8) · for each head, in the order of the units' ids: unit id (16) · seq (8) · hash of
 * the chain there (32). Integers are big-endian.
 */
export function sealHash(previous: Buffer, number: number, at: Date, heads: readonly SealedHead[]): Buffer {
  const hash = createHash('sha256').update(previous).update(int8(number)).update(int8(at.getTime()));
  const sorted = heads.map((head) => ({ ...head, id: idBytes(head.unitId) })).toSorted((a, b) => a.id.compare(b.id));
  for (const head of sorted) hash.update(head.id).update(int8(head.seq)).update(head.hash);
  return hash.digest();
}

function int8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
