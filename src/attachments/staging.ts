import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { asDiskError } from './disk-errors.ts';
import { StreamHash } from './hash-thread.ts';
import { PartFile } from './part-file.ts';

/** A file that has arrived. */
interface Staged {
  readonly path: string;
  readonly id: Arrived;
}

interface Arrived {
  readonly sha256: string;
  readonly size: number;
}

/** See `Inspect` in blob-store.ts. */
type Look = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** Where files wait until they are whole: `*.part` in a folder of the local disk. */
export class Staging {
  constructor(readonly folder: string) {}

  /** Writes a stream and hashes it in the same pass; synced when it returns. Whatever goes wrong, nothing is left behind. */
  async receive(source: Readable, inspect: Look, signal: AbortSignal, most: number): Promise<Staged> {
    const path = this.path();
    // A source that breaks while the folder is made: not every caller listens to it, and a stream's unheard error ends the process.
    source.once('error', () => undefined);
    try {
      await this.make();
      return { path, id: await write(path, source, inspect, signal, most) };
    } catch (error) {
      source.destroy();
      await rm(path, { force: true }).catch(() => undefined);
      throw asDiskError(error);
    }
  }

  /** A name nobody else uses. */
  path(): string {
    return join(this.folder, `${randomUUID()}.part`);
  }

  async make(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
  }

  /** Bytes that can still be written; null when the folder does not exist yet or cannot tell. */
  async freeBytes(): Promise<number | null> {
    for (const folder of [this.folder, join(this.folder, '..')]) {
      const disk = await statfs(folder).catch(() => null);
      if (disk) return disk.bavail * disk.bsize;
    }
    return null;
  }

  /** Removes files that nobody has written to since then. @returns how many */
  async sweep(before: Date): Promise<number> {
    let swept = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!name.endsWith('.part')) continue;
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtime >= before) continue;
      await rm(path, { force: true });
      swept += 1;
    }
    return swept;
  }
}

async function write(
  path: string,
  source: Readable,
  inspect: Look,
  signal: AbortSignal,
  most: number,
): Promise<Arrived> {
  const file = await PartFile.create(path);
  const hash = new StreamHash(most);
  try {
    let size = 0;
    for await (const chunk of inspect(addAbortSignal(signal, source))) {
      await hash.update(chunk);
      size += chunk.length;
      await file.write(chunk);
    }
    const [sha256] = await Promise.all([hash.digest(), file.sync()]);
    return { sha256, size };
  } finally {
    hash.close();
    await file.close();
  }
}
