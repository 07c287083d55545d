import { Injectable } from '@nestjs/common';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { asDiskError } from '../attachments/disk-errors.ts';
import { HEAD_BYTES, kindOf } from '../attachments/file-types.ts';
import type { PartFile } from '../attachments/part-file.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { Staging, type Progress } from './staging.ts';
import type { Upload } from './upload.entity.ts';
import { UploadRows } from './upload-rows.ts';
import { UPLOADS } from './uploads.errors.ts';
import { PieceCheck, type Checksum } from './uploads.policy.ts';

/** How often the progress of a transfer in flight is written down, for whoever looks at the list. */
const REPORT_MS = 2000;
/** Less than this may be lost by a power failure; for a piece of more the end waits until it is on the disk. */
const UNSYNCED_BYTES = 32 * 1024 * 1024;
const UNSYNCED_MS = 5000;

/** Brings the bytes of one request to the disk, hashing them on the way. Call with the upload's lock held. */
@Injectable()
export class Transfer {
  constructor(
    private readonly staging: Staging,
    private readonly rows: UploadRows,
  ) {}

  /**
   * Whatever ends it, what has arrived is kept; only a piece whose checksum is wrong or cannot be known is dropped.
   * @param offset where the sender goes on
   * @returns the upload as it stands now
   * @throws attachments.type-refused as soon as the first bytes say so, uploads.checksum-mismatch, attachments.disk-full
   */
  async receive(
    row: Upload,
    offset: number,
    source: AsyncIterable<Buffer>,
    checksum: Checksum | null,
  ): Promise<Upload> {
    const progress = await this.staging.progressOf(row);
    if (progress.offset !== offset) throw UPLOADS.wrongOffset();
    const held = { ...row, generation: progress.generation };
    const piece = new Piece(held, progress, checksum, await this.#headOf(held, progress));
    const report = setInterval(() => {
      this.rows.advance(held, Math.min(progress.offset, row.size), progress.synced).catch(() => undefined);
    }, REPORT_MS).unref();
    try {
      await this.#run(piece, source, await this.staging.append(row.id, progress));
    } finally {
      clearInterval(report);
    }
    if (piece.mediaType) await this.rows.setType(held, piece.mediaType);
    await this.rows.advance(held, progress.offset, progress.synced);
    return { ...held, received: progress.offset, mediaType: piece.mediaType ?? row.mediaType };
  }

  async #run(piece: Piece, source: AsyncIterable<Buffer>, file: PartFile): Promise<void> {
    let failure: unknown = null;
    try {
      for await (const chunk of source) {
        if (piece.take(chunk)) await piece.judge();
        await file.write(chunk);
        if (file.synced > 0) piece.progress.synced = piece.start + file.synced;
      }
    } catch (error) {
      failure = error;
    }
    await this.#settle(piece, file);
    if (piece.isWrong(failure === null)) {
      await this.staging.cutBack(piece.row.id, piece.progress, piece.start, piece.hashAtStart());
      failure ??= UPLOADS.checksumMismatch();
    }
    if (failure !== null) throw failure instanceof DomainError ? failure : asDiskError(failure);
  }

  /** A failed write leaves the file shorter than what was hashed: then the file is the truth. */
  async #settle({ row, progress }: Piece, file: PartFile): Promise<void> {
    try {
      await file.written();
    } catch (error) {
      this.staging.forget(row.id);
      await file.close();
      throw asDiskError(error);
    }
    const before = progress.syncing;
    const bringing = this.#bringToDisk(row, progress, file);
    progress.syncing = bringing.then(() => before);
    if (progress.offset === row.size) await progress.syncing;
  }

  /** The system tells only once, and only here, that it has lost a page: then none of the staged bytes is believed. */
  async #bringToDisk(row: Upload, progress: Progress, file: PartFile): Promise<void> {
    const { offset } = progress;
    const isSafeEnough =
      offset - progress.askedFor < UNSYNCED_BYTES && performance.now() - progress.askedAt < UNSYNCED_MS;
    try {
      // The last piece is synced when the whole is sealed.
      if (isSafeEnough || offset === row.size) return await file.pending();
      Object.assign(progress, { askedFor: offset, askedAt: performance.now() });
      await file.sync();
      progress.synced = Math.max(progress.synced, Math.min(offset, progress.offset));
    } catch {
      await this.staging.remove(row.id).catch(() => undefined);
    } finally {
      await file.close().catch(() => undefined);
    }
  }

  async #headOf(row: Upload, { offset }: Progress): Promise<Buffer | null> {
    return row.mediaType ? null : this.staging.head(row, Math.min(offset, HEAD_BYTES));
  }
}

/** The bytes of one request, looked at as they pass. */
class Piece {
  readonly start: number;
  readonly #check: PieceCheck | null;
  readonly #hashAtStart: Progress['hash'] | null;
  #head: Buffer | null;
  mediaType: string | null = null;

  /** @param head the first bytes that are there already; null when the type has been judged */
  constructor(
    readonly row: Upload,
    readonly progress: Progress,
    checksum: Checksum | null,
    head: Buffer | null,
  ) {
    this.start = progress.offset;
    this.#check = checksum && new PieceCheck(checksum);
    this.#hashAtStart = checksum && progress.hash.copy();
    this.#head = head;
  }

  /** @returns whether the type can and must be judged now */
  take(chunk: Buffer): boolean {
    if (this.progress.offset + chunk.length > this.row.size) throw UPLOADS.beyondLength();
    if (this.#head) this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES)]);
    this.progress.hash.update(chunk);
    this.#check?.update(chunk);
    this.progress.offset += chunk.length;
    return this.#head !== null && this.#head.length >= Math.min(HEAD_BYTES, this.row.size);
  }

  /** @throws attachments.type-refused */
  async judge(): Promise<void> {
    const { name } = this.row;
    const kind = await kindOf(name, (this.#head ?? Buffer.alloc(0)).subarray(0, HEAD_BYTES));
    if (!kind) throw ATTACHMENTS.typeRefused({ name });
    this.mediaType = kind.mediaType;
    this.#head = null;
  }

  /** @param isWhole all of the piece has come: of a part of it nobody knows whether it is right */
  isWrong(isWhole: boolean): boolean {
    return this.#check !== null && !(isWhole && this.#check.holds);
  }

  hashAtStart(): Progress['hash'] {
    if (!this.#hashAtStart) throw new Error('the hash at the start is kept only where there is a checksum');
    return this.#hashAtStart;
  }
}
