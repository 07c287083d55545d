import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { ByteRange } from './byte-range.ts';
import { asDiskError } from './disk-errors.ts';
import { PartFile } from './part-file.ts';

/** What a content is known by. */
export interface BlobId {
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** Bytes that have arrived and are synced, but are not in the store yet. */
export interface Part extends BlobId {
  /** Moves the bytes into the store, for good once this returns. The same bytes twice are kept once. */
  keep(): Promise<void>;
  /** Forgets the bytes; harmless after `keep`. */
  discard(): Promise<void>;
}

/** Looks at each chunk on its way to the disk; throwing stops the file. */
export type Inspect = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

const READ_CHUNK = 256 * 1024;

/** The bytes of files, written once and named by their content: `<DATA_DIR>/blobs/ab/cd/<sha256>`. */
@Injectable()
export class BlobStore {
  readonly #root: string;
  readonly #incoming: string;

  constructor(config: Config) {
    this.#root = join(config.get('DATA_DIR'), 'blobs');
    this.#incoming = join(this.#root, 'incoming');
  }

  /**
   * Writes a stream to disk and hashes it in the same pass. Whatever goes wrong, nothing is left behind.
   * @throws attachments.disk-full, attachments.store-unavailable, and what `inspect` throws
   */
  async receive(source: Readable, inspect: Inspect, signal: AbortSignal): Promise<Part> {
    const path = join(this.#incoming, `${randomUUID()}.part`);
    try {
      await mkdir(this.#incoming, { recursive: true, mode: 0o750 });
      return this.#partOf(path, await write(path, source, inspect, signal));
    } catch (error) {
      source.destroy();
      await rm(path, { force: true }).catch(() => undefined);
      throw asDiskError(error);
    }
  }

  /**
   * Takes over a complete, synced local file under its content's name; durable when this returns. The file is gone afterwards, also
   * when the store had the content already.
   * @throws attachments.disk-full, attachments.store-unavailable
   */
  adopt(path: string, { sha256, size }: BlobId): Promise<void> {
    return this.#keep(path, this.#pathOf(sha256), size);
  }

  /** Whether the store holds the whole content. */
  async has({ sha256, size }: BlobId): Promise<boolean> {
    return (await sizeOf(this.#pathOf(sha256))) === size;
  }

  /**
   * Reads a content, or a range of it. The caller ends or destroys the stream, which closes the file.
   * @throws attachments.blob-missing when it is not there or not whole
   */
  async open({ sha256, size }: BlobId, range: ByteRange | null = null): Promise<Readable> {
    const file = await this.#openWhole(sha256, size);
    return file.createReadStream({ highWaterMark: READ_CHUNK, ...range });
  }

  /** Bytes that can still be written; null when the folder does not exist yet or cannot tell. */
  async freeBytes(): Promise<number | null> {
    const { bavail, bsize } = await statfs(this.#root).catch(() => ({ bavail: null, bsize: 0 }));
    return bavail === null ? null : bavail * bsize;
  }

  async #openWhole(sha256: string, size: number): Promise<FileHandle> {
    let file: FileHandle;
    try {
      file = await open(this.#pathOf(sha256), 'r');
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? ATTACHMENTS.blobMissing({ sha256 })
        : asDiskError(error);
    }
    if ((await file.stat()).size === size) return file;
    await file.close();
    throw ATTACHMENTS.blobMissing({ sha256 });
  }

  #pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  #partOf(path: string, id: BlobId): Part {
    const target = this.#pathOf(id.sha256);
    return { ...id, keep: () => this.#keep(path, target, id.size), discard: () => rm(path, { force: true }) };
  }

  /** A file of another size under the name is a damaged one: the new bytes heal it. */
  async #keep(path: string, target: string, size: number): Promise<void> {
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o750 });
      if ((await sizeOf(target)) === size) await rm(path, { force: true });
      else await rename(path, target);
      // Also when it was there: another process may have put it there a moment ago and not synced yet.
      for (const folder of [dirname(target), dirname(dirname(target)), this.#root, dirname(this.#root)])
        await syncFolder(folder);
    } catch (error) {
      throw asDiskError(error);
    }
  }
}

async function write(path: string, source: Readable, inspect: Inspect, signal: AbortSignal): Promise<BlobId> {
  const file = await PartFile.create(path);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of inspect(addAbortSignal(signal, source))) {
      hash.update(chunk);
      size += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
    return { sha256: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw asDiskError(error);
  }
}

/** A name in a folder is only safe once the folder itself is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
