import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore, type BlobId } from '../attachments/blob-store.ts';
import { discardFiles, type MailReading } from '../mail-reading/mail-reading.ts';
import { Database } from '../platform/database/database.ts';
import type { ArchiveOwner, Read } from './archive.plan.ts';
import type { FoundMail, MailBatch } from './found-mail.ts';
import { knownAmong } from './known-mails.ts';

/** A batch whose mails have been taken apart; their bytes wait in the staging folder. */
export interface ReadBatch {
  readonly batch: MailBatch;
  readonly reads: readonly Read[];
}

/** Reads mails and brings their bytes into the store, before any row names them. */
@Injectable()
export class MailKeeping {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
  ) {}

  async *readAll(batches: AsyncGenerator<MailBatch>, readers: readonly MailReading[]): AsyncGenerator<ReadBatch> {
    for await (const batch of batches) yield { batch, reads: await read(batch.mails, readers) };
  }

  /** @param minFreeMb how much room the disk must have left, in MiB @throws attachments.disk-full */
  async *keepAll(
    owner: ArchiveOwner,
    batches: AsyncGenerator<ReadBatch>,
    minFreeMb: number,
  ): AsyncGenerator<ReadBatch> {
    for await (const batch of batches) {
      await this.keep(owner, batch.reads, minFreeMb);
      yield batch;
    }
  }

  /** Keeps the bytes of mails, and those of the files of mails that the archive has not. Nothing is left behind in the staging folder. */
  private async keep(owner: ArchiveOwner, reads: readonly Read[], minFreeMb: number): Promise<void> {
    const gone = new Set<string>();
    try {
      await this.blobs.refuseBelow(minFreeMb);
      const known = new Set(
        (await knownAmong(this.database, owner.inboxId, reads)).map(({ contentKey }) => contentKey),
      );
      const contents = new Map<string, BlobId & { readonly path: string }>();
      for (const { mail } of reads) {
        if (!mail) continue;
        contents.set(mail.sha256, mail);
        if (!known.has(mail.contentKey)) for (const file of mail.files) contents.set(file.sha256, file);
      }
      const taken = [...contents.values()];
      await this.blobs.adoptMany(taken);
      for (const { path } of taken) gone.add(path);
    } finally {
      await forget(reads, gone);
    }
  }
}

/** Forgets what was written of a batch that is not kept. */
export const dropRead = ({ reads }: ReadBatch): Promise<void> => forget(reads);

async function read(batch: readonly FoundMail[], readers: readonly MailReading[]): Promise<Read[]> {
  const reads: Read[] = batch.map((found) => ({ found, mail: null }));
  try {
    await inParallel(readers, batch, async (reader, found, index) => {
      if (found.problem === null)
        reads[index] = { found, mail: await reader.read({ ...found, look: 'page', isPacked: true }) };
    });
    return reads.map(({ found, mail }) => ({ found: { ...found, bytes: null }, mail }));
  } catch (error) {
    await forget(reads);
    throw error;
  }
}

/** @param gone what was taken over */
async function forget(reads: readonly Read[], gone: ReadonlySet<string> = new Set()): Promise<void> {
  for (const { found, mail } of reads) {
    if (found.path === '') continue;
    if (!mail) await discardFiles(found.path);
    for (const path of [found.path, ...(mail?.files ?? []).map((file) => file.path)])
      if (!gone.has(path)) await rm(path, { force: true });
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
