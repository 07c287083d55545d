import { open, type FileHandle } from 'node:fs/promises';

/** Bytes gathered before they are written, while the batch before them is being written. */
const BATCH = 512 * 1024;
/**
 * The disk is kept busy while the network still brings bytes, so that the last sync finds little left to do: early in a file of usual size,
 * more rarely the longer it gets, because each sync costs a journal entry too.
 */
const FIRST_SYNC = 3 * 1024 * 1024;
const LAST_EVERY = 32 * 1024 * 1024;

/** A new file that is written behind its source: at most two batches in memory, one of them on its way to the disk. */
export class PartFile {
  #batch: Buffer[] = [];
  #gathered = 0;
  #unsynced = 0;
  #flushed = 0;
  #synced = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();
  #isSyncing = false;

  private constructor(private readonly file: FileHandle) {}

  /** @throws when the file is there already */
  static async create(path: string): Promise<PartFile> {
    return new PartFile(await open(path, 'wx', 0o640));
  }

  /** Goes on behind the end of a file that is there. */
  static async resume(path: string): Promise<PartFile> {
    return new PartFile(await open(path, 'a'));
  }

  /** Bytes written through this object that are on the disk for good. */
  get synced(): number {
    return this.#synced;
  }

  async write(chunk: Buffer): Promise<void> {
    this.#batch.push(chunk);
    this.#gathered += chunk.length;
    if (this.#gathered >= BATCH) await this.#flush();
  }

  /** Writes what is left and returns when the system has all of it; a power failure can still take it back. */
  async written(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  /** Returns when the disk is no longer busy with what it was given meanwhile. @throws when that was lost */
  async pending(): Promise<void> {
    await this.#syncing;
  }

  /** Writes what is left and returns when all of it is on disk for good. */
  async sync(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    await this.file.sync();
    this.#synced = this.#flushed;
  }

  /** Call once, whatever happened before. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#writing, this.#syncing]);
    await this.file.close();
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    const bytes = this.#gathered;
    [this.#batch, this.#gathered] = [[], 0];
    await this.#writing;
    const written = this.#flushed;
    this.#writing = quiet(writeAll(this.file, batch));
    this.#flushed += bytes;
    this.#unsynced += bytes;
    const due = Math.min(LAST_EVERY, Math.max(FIRST_SYNC, this.#flushed / 2));
    if (this.#unsynced < due || this.#isSyncing) return;
    this.#unsynced = 0;
    this.#syncing = quiet(this.#datasync(written));
  }

  /** A failure stays in `#syncing` and ends the file: the kernel tells of a lost page only once. */
  async #datasync(written: number): Promise<void> {
    this.#isSyncing = true;
    await this.file.datasync();
    this.#synced = written;
    this.#isSyncing = false;
  }
}

/** Failures are met at the next await, which may be later. */
function quiet(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

/** On a nearly full disk the system writes a part and only the next call fails. */
async function writeAll(file: FileHandle, batch: readonly Buffer[]): Promise<void> {
  if (batch.length === 0) return;
  const total = batch.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev(batch);
  if (bytesWritten === total) return;
  let rest = Buffer.concat(batch).subarray(bytesWritten);
  while (rest.length > 0) rest = rest.subarray((await file.write(rest)).bytesWritten);
}
