import { ATTACHMENTS } from './attachments.errors.ts';
import type { Inspect } from './blob-store.ts';
import { HEAD_BYTES, kindOf, type FileKind } from './file-types.ts';

/** Counts down what one request may still send. */
export interface Allowance {
  left: number;
  readonly limitMb: number;
}

/**
 * Watches a file on its way to the disk: its type is judged from its first bytes, before the rest is read, and it is cut where the
 * request's allowance ends.
 * @returns the inspector, and the kind once the stream has ended well
 * @throws (while reading) attachments.too-large, attachments.empty-file, attachments.type-refused
 */
export function inspectFile(
  name: string,
  allowance: Allowance,
): { readonly inspect: Inspect; readonly kind: () => FileKind } {
  let kind: FileKind | null = null;
  const judge = async (head: Buffer): Promise<void> => {
    if (head.length === 0) throw ATTACHMENTS.emptyFile({ name });
    kind = await kindOf(name, head.subarray(0, HEAD_BYTES));
    if (!kind) throw ATTACHMENTS.typeRefused({ name });
  };
  const inspect: Inspect = async function* (chunks) {
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of chunks) {
      allowance.left -= chunk.length;
      if (allowance.left < 0) throw ATTACHMENTS.tooLarge({ limitMb: allowance.limitMb });
      if (head) {
        head = Buffer.concat([head, chunk]);
        if (head.length < HEAD_BYTES) continue;
        await judge(head);
        yield head;
        head = null;
      } else yield chunk;
    }
    if (head) {
      await judge(head);
      yield head;
    }
  };
  return { inspect, kind: () => known(kind) };
}

function known(kind: FileKind | null): FileKind {
  if (!kind) throw new Error('asked for the kind of a file before its end');
  return kind;
}
