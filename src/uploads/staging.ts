import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, readdir, rm, stat, statfs, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { asDiskError } from '../attachments/disk-errors.ts';
import { HEAD_BYTES } from '../attachments/file-types.ts';
import { PartFile } from '../attachments/part-file.ts';
import { Config } from '../platform/config/config.ts';
import { isId } from '../platform/http/id.pipe.ts';
import type { Upload } from './upload.entity.ts';
import { UploadRows } from './upload-rows.ts';

/** How far this process has written and hashed an upload. */
export interface Progress {
  readonly generation: number;
  hash: Hash;
  /** Bytes in the staged file. */
  offset: number;
  /** Bytes of them on the disk for good. */
  synced: number;
  /** How far, and when, the disk was last asked to keep them; on the process's own monotonic clock. */
  askedFor: number;
  askedAt: number;
  /** Bringing them there beside the next pieces. Never fails: bytes that the disk has lost are removed, and the upload begins anew. */
  syncing: Promise<void>;
}

const MB = 1024 * 1024;
/** Hash states kept; one more costs the oldest, which then costs reading its file again. */
const MAX_KNOWN = 1000;
const READ_CHUNK = 256 * 1024;

/**
 * Unfinished uploads on the local disk: `<DATA_DIR>/uploads/<id>/<generation>`. The file is only ever appended to, and its length is
 * how far the upload is. Whoever holds the upload's lock may call what changes something.
 */
@Injectable()
export class Staging {
  readonly #root: string;
  readonly #dataDir: string;
  readonly #reserve: number;
  readonly #boot = bootId();
  readonly #known = new Map<string, Progress>();

  constructor(
    private readonly rows: UploadRows,
    config: Config,
  ) {
    this.#dataDir = config.get('DATA_DIR');
    this.#root = join(this.#dataDir, 'uploads');
    this.#reserve = config.get('MIN_FREE_DISK_MB') * MB;
  }

  pathOf({ id, generation }: Pick<Upload, 'id' | 'generation'>): string {
    return join(this.#root, id, String(generation));
  }

  /** Where the sender has to go on. */
  async offsetOf(row: Upload): Promise<number> {
    if (row.sha256 || row.attachmentId) return row.size;
    const known = this.#known.get(row.id);
    if (known?.generation === row.generation) return known.offset;
    const written = await sizeOf(this.pathOf(row));
    // The machine has been started anew since: what was only in its memory may be anything now.
    return row.boot === this.#boot ? written : Math.min(written, row.synced);
  }

  /**
   * How far the upload is, with its hash. Another process may have written it, dead or stopped in its tracks with the file still
   * open: then its bytes are copied to a file of our own while they are hashed, and its file counts no longer.
   */
  async progressOf(row: Upload): Promise<Progress> {
    const known = this.#known.get(row.id);
    if (known?.generation === row.generation) return known;
    const offset = await this.offsetOf(row);
    const target = { id: row.id, generation: row.generation + 1 };
    try {
      await mkdir(join(this.#root, row.id), { recursive: true, mode: 0o750 });
      await rm(this.pathOf(target), { force: true });
      const hash = await copyHashed(this.pathOf(row), this.pathOf(target), offset);
      await this.rows.takeOver(row.id, row.generation, offset, this.#boot);
      await rm(this.pathOf(row), { force: true });
      const synced = { synced: offset, askedFor: offset, askedAt: performance.now(), syncing: Promise.resolve() };
      return this.#remember(row.id, { generation: target.generation, hash, offset, ...synced });
    } catch (error) {
      throw asDiskError(error);
    }
  }

  /** Opens the staged file behind its last byte. */
  async append(id: string, progress: Progress): Promise<PartFile> {
    try {
      return await PartFile.resume(this.pathOf({ id, generation: progress.generation }));
    } catch (error) {
      throw asDiskError(error);
    }
  }

  /** Goes back to an earlier byte, with the hash as it was there. */
  async cutBack(id: string, progress: Progress, offset: number, hash: Hash): Promise<void> {
    await truncate(this.pathOf({ id, generation: progress.generation }), offset);
    Object.assign(progress, { offset, hash, synced: Math.min(progress.synced, offset) });
  }

  /** Makes the staged bytes safe from a power failure. */
  async sync(row: Pick<Upload, 'id' | 'generation'>): Promise<void> {
    const file = await open(this.pathOf(row), 'r+');
    try {
      await file.sync();
    } catch (error) {
      throw asDiskError(error);
    } finally {
      await file.close();
    }
  }

  /** The first bytes, for judging the type. */
  async head(row: Upload, length: number): Promise<Buffer> {
    if (length === 0) return Buffer.alloc(0);
    const file = await open(this.pathOf(row), 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, HEAD_BYTES)), 0, undefined, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** Whether the staged file is there as a whole. */
  async holds(row: Upload): Promise<boolean> {
    return (await sizeOf(this.pathOf(row))) === row.size;
  }

  /** What was hashed may differ from what is on the disk: the file is read again before anything is believed. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  /** Removes every staged byte of an upload. */
  async remove(id: string): Promise<void> {
    this.forget(id);
    await rm(join(this.#root, id), { recursive: true, force: true });
  }

  /** Ids of all uploads that have a folder. */
  async ids(): Promise<string[]> {
    return (await readdir(this.#root).catch(() => [])).filter(isId);
  }

  /** Whether the disk has room for a file of that size, and for what must stay free. */
  async hasRoomFor(size: number): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.#dataDir).catch(() => ({ bavail: Infinity, bsize: 1 }));
    return size + this.#reserve <= bavail * bsize;
  }

  #remember(id: string, progress: Progress): Progress {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MAX_KNOWN) this.#known.delete(oldest);
    this.#known.set(id, progress);
    return progress;
  }
}

/** Changes with every start of the machine; empty where the system does not tell. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw asDiskError(error);
  }
}

/** Copies the first bytes of a file into a new one, synced, and hashes them. */
async function copyHashed(from: string, to: string, length: number): Promise<Hash> {
  const hash = createHash('sha256');
  const target = await PartFile.create(to);
  try {
    if (length > 0) {
      const source = await open(from, 'r');
      for await (const chunk of source.createReadStream({ start: 0, end: length - 1, highWaterMark: READ_CHUNK })) {
        hash.update(chunk as Buffer);
        await target.write(chunk as Buffer);
      }
      await target.sync();
    }
    return hash;
  } finally {
    await target.close();
  }
}
