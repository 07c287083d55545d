/**
 * Reads mails in a thread of its own, one after the other: its memory is bounded, and it can be ended when it takes too long. Started by
 * `MailReading` from the built file.
 */
import { closeSync, createReadStream, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import { MessageShape } from '../platform/mail/message-shape.ts';
import { NOTHING, parseBytes, parseHeader, parseMail, writeAll, type Content } from './parse-mail.ts';
import { snippetOf, withPackedText } from './pack-text.ts';
import type { ReadAnswer, ReadMail, ReadOrder } from './read-mail.ts';

const CHUNK = 256 * 1024;

async function read(order: ReadOrder): Promise<ReadMail> {
  const bytes = order.bytes && Buffer.from(order.bytes.buffer, order.bytes.byteOffset, order.bytes.byteLength);
  const shape = new MessageShape();
  if (bytes) {
    const file = openSync(order.path, 'wx', 0o640);
    try {
      writeAll(file, [bytes]);
    } finally {
      closeSync(file);
    }
    shape.update(bytes);
  } else for await (const chunk of fileStream(order.path)) shape.update(chunk as Buffer);
  const { header, defects, ...known } = shape.end();
  const content = await contentOf(order, bytes, header, known.size);
  const all = [...defects, ...content.defects, ...(order.blame ? [order.blame] : [])];
  const mail = { ...content, ...known, path: order.path, snippet: snippetOf(content.text), defects: [...new Set(all)] };
  return order.isPacked ? withPackedText(mail) : { ...mail, packed: null };
}

async function contentOf(order: ReadOrder, bytes: Buffer | null, header: Buffer, size: number): Promise<Content> {
  if (size === 0) return NOTHING;
  if (order.depth === 'header') return parseHeader(header);
  return bytes ? parseBytes(bytes, order.path, order.look) : parseMail(fileStream(order.path), order.path, order.look);
}

const fileStream = (path: string): Readable => createReadStream(path, { highWaterMark: CHUNK });

const answer = (said: ReadAnswer): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(said, 'mail' in said && said.mail.packed ? [said.mail.packed.buffer as ArrayBuffer] : []);
};

parentPort?.on('message', (order: ReadOrder) => {
  read(order).then(
    (mail) => answer({ mail }),
    (error: unknown) => {
      const { code, message } = error as NodeJS.ErrnoException;
      answer({ code: typeof code === 'string' ? code : null, message });
    },
  );
});
