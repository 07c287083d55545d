import { constants, mkdirSync, renameSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ATTACHMENTS } from './attachments.errors.ts';
import { BlobStore, type BlobClaims, type BlobId, type ListedBlob, type LocalFile } from './blob-store.ts';
import type { ByteRange } from './byte-range.ts';
import { asDiskError } from './disk-errors.ts';
import { syncOf, syncTogether } from './group-sync.ts';
import { Staging } from './staging.ts';

const READ_CHUNK = 256 * 1024;
const SHA256 = /^[0-9a-f]{64}$/;

/** Where a content lies below the folder of all of them: `ab/cd/<sha256>`. */
export const placeOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

/** Contents as files of one folder on a disk (or a mount) of this machine. */
export class DiskStore extends BlobStore {
  readonly #root: string;

  constructor(dataDir: string, claims: BlobClaims) {
    const root = join(dataDir, 'blobs');
    super(new Staging(join(root, 'incoming')), claims);
    this.#root = root;
  }

  async open({ sha256, size }: BlobId, range: ByteRange | null = null): Promise<Readable> {
    const file = await this.#openWhole(sha256, size);
    return file.createReadStream({ highWaterMark: READ_CHUNK, ...range });
  }

  /** By the system: nothing of it goes through this process. */
  override async copyTo({ sha256, size }: BlobId, path: string): Promise<void> {
    const file = await this.#openWhole(sha256, size);
    await file.close();
    try {
      await copyFile(this.#pathOf(sha256), path, constants.COPYFILE_EXCL);
    } catch (error) {
      throw asDiskError(error);
    }
  }

  async remove({ sha256 }: Pick<BlobId, 'sha256'>): Promise<void> {
    try {
      await rm(this.#pathOf(sha256), { force: true });
    } catch (error) {
      throw asDiskError(error);
    }
  }

  async *list(): AsyncIterable<ListedBlob> {
    for (const a of await foldersIn(this.#root)) {
      for (const b of await foldersIn(join(this.#root, a))) {
        for (const sha256 of await readdir(join(this.#root, a, b))) {
          const found = SHA256.test(sha256) ? await stat(this.#pathOf(sha256)).catch(() => null) : null;
          // A content is renamed into place: the file itself may be older, its entry is as old as its last change.
          if (found?.isFile()) yield { sha256, size: found.size, storedAt: found.ctime };
        }
      }
    }
  }

  async check(): Promise<void> {
    try {
      await this.staging.make();
    } catch (error) {
      const refused = ATTACHMENTS.storeUnavailable({ reason: 'folder' });
      refused.cause = error;
      throw refused;
    }
  }

  /**
   * Always renamed over what is there: the bytes are on this disk already, so it costs nothing, and whatever has happened to the
   * old ones is healed.
   */
  protected async put(path: string, { sha256 }: BlobId): Promise<void> {
    const target = this.#pathOf(sha256);
    try {
      if (!moved(path, target)) await this.#copyOver(path, target);
      await syncTogether([dirname(target), dirname(dirname(target)), this.#root, dirname(this.#root)]);
    } catch (error) {
      throw asDiskError(error);
    }
  }

  /** Their bytes first, then their names, each in one go: a name that is safe never shows half of its content. */
  protected override async putMany(files: readonly LocalFile[]): Promise<void> {
    try {
      await syncTogether(files.map(({ path }) => path));
      const folders = new Set([this.#root, dirname(this.#root)]);
      for (const file of files) {
        const target = this.#pathOf(file.sha256);
        if (moved(file.path, target))
          for (const folder of [dirname(target), dirname(dirname(target))]) folders.add(folder);
        else {
          await this.put(file.path, file);
          await rm(file.path, { force: true }).catch(() => undefined);
        }
      }
      await syncTogether([...folders]);
    } catch (error) {
      throw asDiskError(error);
    }
  }

  protected async sizeOf(sha256: string): Promise<number | null> {
    try {
      return (await stat(this.#pathOf(sha256))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw asDiskError(error);
    }
  }

  /** A file of another disk is copied beside its place first, so that the name never shows half of it. */
  async #copyOver(path: string, target: string): Promise<void> {
    await this.staging.make();
    const near = this.staging.path();
    try {
      await copyFile(path, near, constants.COPYFILE_EXCL);
      await syncOf(near);
      await mkdir(dirname(target), { recursive: true, mode: 0o750 });
      await rename(near, target);
    } finally {
      await rm(near, { force: true });
    }
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
    return join(this.#root, placeOf(sha256));
  }
}

/** At once: a rename takes less than handing it to another thread. @returns false when the file is on another disk */
function moved(path: string, target: string): boolean {
  try {
    renameSync(path, target);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') return false;
    if (code !== 'ENOENT') throw error;
    mkdirSync(dirname(target), { recursive: true, mode: 0o750 });
    renameSync(path, target);
    return true;
  }
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw asDiskError(error);
  }
}
