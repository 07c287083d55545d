import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobStore, type Part } from '../attachments/blob-store.ts';
import { Config } from '../platform/config/config.ts';
import { MessageShape, type Shape } from '../platform/mail/message-shape.ts';

/** Larger than the gateway takes. */
export class MailTooLarge extends Error {}

/** Nothing at all between DATA and the dot. */
export class MailEmpty extends Error {}

/** Brings a mail to the disk as it streams in. */
@Injectable()
export class MailStore {
  constructor(
    private readonly blobs: BlobStore,
    private readonly config: Config,
  ) {}

  /**
   * Synced when it returns. Whatever goes wrong, nothing is left behind.
   * @param mostBytes in the mail
   * @throws MailTooLarge, MailEmpty, attachments.disk-full, attachments.store-unavailable
   */
  async keep(source: Readable, mostBytes: number, signal: AbortSignal): Promise<Shape> {
    await this.blobs.refuseBelow(this.config.get('MIN_FREE_DISK_MB'));
    const shape = new MessageShape();
    let left = mostBytes;
    const inspect = async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
      for await (const chunk of chunks) {
        left -= chunk.length;
        if (left < 0) throw new MailTooLarge();
        shape.update(chunk);
        yield chunk;
      }
      if (left === mostBytes) throw new MailEmpty();
    };
    const part: Part = await this.blobs.receive(source, inspect, signal);
    try {
      await part.keep();
    } finally {
      await part.discard();
    }
    return shape.end();
  }
}
