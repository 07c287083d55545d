import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../platform/errors/domain-error.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { ByteRange } from './byte-range.ts';
import { asDiskError } from './disk-errors.ts';
import type { Staging } from './staging.ts';
import { paced } from './paced.ts';

const MB = 1024 * 1024;
const PUT_AT_ONCE = 4;

/** What a content is known by. */
export interface BlobId {
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** A content as the store lists it. */
export interface ListedBlob extends BlobId {
  /** When its bytes were put there, by the store's own clock. */
  readonly storedAt: Date;
}

/** Bytes that have arrived and are synced, but are not in the store yet. */
export interface Part extends BlobId {
  /** Moves the bytes into the store, for good once this returns. The same bytes twice are kept once. */
  keep(): Promise<void>;
  /** Forgets the bytes; harmless after `keep`. */
  discard(): Promise<void>;
}

/** A complete local file, not necessarily synced. */
export interface LocalFile extends BlobId {
  readonly path: string;
}

/** Looks at each chunk on its way to the disk; throwing stops the file. */
export type Inspect = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

export type Verdict = 'whole' | 'missing' | 'damaged';

/**
 * Who agrees, for all processes, on which content is wanted and which is being removed. Every way into the store claims first, so
 * that a content that is there already can be relied on while its rows are being written.
 */
export interface BlobClaims {
  /**
   * From here on nobody removes the content for a day. Waits while it is being removed.
   * @returns whether what the store holds must not be trusted and is to be written again
   */
  claim(id: BlobId): Promise<{ readonly isSuspect: boolean }>;
  /** The same for many contents. @returns those that must not be trusted */
  claimMany(ids: readonly BlobId[]): Promise<ReadonlySet<string>>;
  /** The bytes are in the store anew: what was damaged is whole. */
  renewed(id: BlobId): Promise<void>;
}

/** The bytes of files, written once and named by their content. */
export abstract class BlobStore {
  constructor(
    protected readonly staging: Staging,
    private readonly claims: BlobClaims,
  ) {}

  /**
   * Writes a stream to the local disk and hashes it in the same pass. Whatever goes wrong, nothing is left behind.
   * @param most bytes that can come, when that is known: a hint, nothing is refused for it
   * @throws attachments.disk-full, attachments.store-unavailable, and what `inspect` throws
   */
  async receive(source: Readable, inspect: Inspect, signal: AbortSignal, most = Infinity): Promise<Part> {
    const { path, id } = await this.staging.receive(source, inspect, signal, most);
    return { ...id, keep: () => this.adopt(path, id), discard: () => rm(path, { force: true }) };
  }

  /**
   * Takes over a complete, synced local file; it is gone afterwards, and its bytes are in the store for good.
   * @throws attachments.disk-full, attachments.store-unavailable; the file is still there then
   */
  async adopt(path: string, id: BlobId): Promise<void> {
    const { isSuspect } = await this.claims.claim(id);
    await this.put(path, id, isSuspect);
    await rm(path, { force: true }).catch(() => undefined);
    if (isSuspect) await this.claims.renewed(id);
  }

  /**
   * Takes over many complete local files, also unsynced ones; they are gone afterwards, and their bytes are in the store for good.
   * @throws attachments.disk-full, attachments.store-unavailable; some of them may still be there then
   */
  async adoptMany(files: readonly LocalFile[]): Promise<void> {
    if (files.length === 0) return;
    const suspects = await this.claims.claimMany(files);
    await this.putMany(files, suspects);
    for (const file of files) if (suspects.has(file.sha256)) await this.claims.renewed(file);
  }

  /** A free name for a file that is written here first and then given to `adopt`; what is left under it is forgotten after a day. */
  async stage(): Promise<string> {
    try {
      await this.staging.make();
    } catch (error) {
      throw asDiskError(error);
    }
    return this.staging.path();
  }

  /** Reads the whole content and hashes it again, at most so many bytes a second. @throws attachments.store-unavailable */
  async verify(
    id: BlobId,
    options: { readonly bytesPerSecond?: number; readonly signal?: AbortSignal } = {},
  ): Promise<Verdict> {
    // Broken off is broken off, also where the length alone would tell.
    options.signal?.throwIfAborted();
    const size = await this.sizeOf(id.sha256);
    if (size !== id.size) return size === null ? 'missing' : 'damaged';
    const hash = createHash('sha256');
    try {
      for await (const chunk of paced(await this.open(id), options)) hash.update(chunk);
    } catch (error) {
      if (error instanceof DomainError && error.code === ATTACHMENTS.blobMissing.code) return 'missing';
      if ((error as NodeJS.ErrnoException).code === 'EIO') return 'damaged';
      throw asDiskError(error);
    }
    return hash.digest('hex') === id.sha256 ? 'whole' : 'damaged';
  }

  /** Whether the store holds the whole content, going by its length. */
  async has({ sha256, size }: BlobId): Promise<boolean> {
    return (await this.sizeOf(sha256)) === size;
  }

  /** Bytes that can still be taken in; null when nobody can tell. */
  freeBytes(): Promise<number | null> {
    return this.staging.freeBytes();
  }

  /** @throws attachments.disk-full when there is less room than this, in MiB; where nobody can tell, writing will */
  async refuseBelow(megabytes: number): Promise<void> {
    const free = await this.freeBytes();
    if (free !== null && free < megabytes * MB) throw ATTACHMENTS.diskFull();
  }

  /** Removes what dead uploads have left behind. @returns how many */
  sweepStaging(before: Date): Promise<number> {
    return this.staging.sweep(before);
  }

  /**
   * Reads a content, or a range of it. The caller ends or destroys the stream, which closes the file.
   * @throws attachments.blob-missing when it is not there or not whole, attachments.store-unavailable
   */
  abstract open(id: BlobId, range?: ByteRange | null): Promise<Readable>;

  /** Writes a whole content into a new local file. @throws what `open` throws */
  async copyTo(id: BlobId, path: string): Promise<void> {
    await pipeline(await this.open(id), createWriteStream(path, { flags: 'wx' }));
  }

  /** Removes a content; harmless when it is not there. Ask `BlobKeeping` first whether it may go. */
  abstract remove(id: Pick<BlobId, 'sha256'>): Promise<void>;

  /** Every content there is, whoever knows of it. */
  abstract list(): AsyncIterable<ListedBlob>;

  /** @throws attachments.store-unavailable saying why, when the store cannot be used as it is configured */
  abstract check(): Promise<void>;

  /** Copies or moves the file's bytes in; durable when it returns. @param isSuspect write even over bytes of the same length */
  protected abstract put(path: string, id: BlobId, isSuspect: boolean): Promise<void>;

  /** The same for many files, which are gone afterwards. */
  protected async putMany(files: readonly LocalFile[], suspects: ReadonlySet<string>): Promise<void> {
    for (let at = 0; at < files.length; at += PUT_AT_ONCE)
      await Promise.all(
        files.slice(at, at + PUT_AT_ONCE).map(async (file) => {
          await this.put(file.path, file, suspects.has(file.sha256));
          await rm(file.path, { force: true }).catch(() => undefined);
        }),
      );
  }

  /** In bytes; null when there is nothing under that name. */
  protected abstract sizeOf(sha256: string): Promise<number | null>;
}
