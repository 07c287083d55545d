/**
 * Reads mails in a thread of its own, one after the other: its memory is bounded, and it can be ended when it takes too long. Started by
 * `MailReading` from the built file.
 */
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import { MessageShape } from './message-shape.ts';
import { fileStream, NOTHING, parseHeader, parseMail, type Content } from './parse-mail.ts';
import type { ReadAnswer, ReadMail, ReadOrder } from './read-mail.ts';

async function read(order: ReadOrder): Promise<ReadMail> {
  const file = await open(order.path, order.bytes ? 'wx' : 'r', 0o640);
  const shape = new MessageShape();
  try {
    if (order.bytes) {
      await file.writeFile(order.bytes);
      shape.update(Buffer.from(order.bytes.buffer, order.bytes.byteOffset, order.bytes.byteLength));
    } else
      for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 }))
        shape.update(chunk as Buffer);
    await file.sync();
  } finally {
    await file.close();
  }
  const { header, defects, ...known } = shape.end();
  const content = await contentOf(order, header, known.size);
  const all = [...defects, ...content.defects, ...(order.blame ? [order.blame] : [])];
  return { ...content, ...known, path: order.path, defects: [...new Set(all)] };
}

async function contentOf(order: ReadOrder, header: Buffer, size: number): Promise<Content> {
  if (size === 0) return NOTHING;
  if (order.depth === 'header') return parseHeader(header);
  const { bytes, path } = order;
  const source = bytes
    ? Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])
    : fileStream(path);
  return parseMail(source, path);
}

const answer = (said: ReadAnswer): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(said);
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
