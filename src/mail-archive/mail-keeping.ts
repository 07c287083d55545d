import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../attachments/blob-store.ts';
import { Database } from '../platform/database/database.ts';
import type { ArchiveOwner, Read } from './archive.plan.ts';
import { knownAmong } from './known-mails.ts';
import type { FoundMail } from './found-mail.ts';
import { discardFiles, type MailReading } from './reading/mail-reading.ts';

/** Contents brought into the store at the same time. */
const AT_ONCE = [1, 2, 3, 4];

/** Reads mails and brings their bytes into the store, before any row names them. */
@Injectable()
export class MailKeeping {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
  ) {}

  /** Reads the mails and keeps the bytes of those the archive has not. Nothing is left behind in the staging folder. */
  async keep(owner: ArchiveOwner, batch: readonly FoundMail[], readers: readonly MailReading[]): Promise<Read[]> {
    const reads: Read[] = batch.map((found) => ({ found, mail: null }));
    try {
      await inParallel(readers, batch, async (reader, found, index) => {
        if (found.problem === null)
          reads[index] = { found, mail: await reader.read(found.path, found.bytes, found.size) };
      });
      const known = new Set(
        (await knownAmong(this.database, owner.inboxId, reads)).map(({ contentKey }) => contentKey),
      );
      const contents = new Map<string, string>();
      for (const { mail } of reads) {
        if (!mail) continue;
        contents.set(mail.sha256, mail.path);
        if (!known.has(mail.contentKey)) for (const { sha256, path } of mail.files) contents.set(sha256, path);
      }
      const sizes = new Map(
        reads.flatMap(({ mail }) => (mail ? [mail, ...mail.files] : [])).map((c) => [c.sha256, c.size]),
      );
      await inParallel(AT_ONCE, [...contents], (_, [sha256, path]) =>
        this.blobs.adopt(path, { sha256, size: sizes.get(sha256) ?? 0 }),
      );
      return reads;
    } finally {
      for (const { found, mail } of reads) {
        if (found.path === '') continue;
        await rm(found.path, { force: true });
        if (mail) for (const { path } of mail.files) await rm(path, { force: true });
        else await discardFiles(found.path);
      }
    }
  }
}

/** Each worker takes the next item as soon as it is free. All have stopped when this returns or throws. */
async function inParallel<W, T>(
  workers: readonly W[],
  items: readonly T[],
  work: (worker: W, item: T, index: number) => Promise<unknown>,
) {
  let next = 0;
  const ended = await Promise.allSettled(
    workers.map(async (worker) => {
      while (next < items.length) {
        const index = next++;
        try {
          await work(worker, items[index] as T, index);
        } catch (error) {
          next = items.length;
          throw error;
        }
      }
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
