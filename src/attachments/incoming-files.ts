import type { Readable } from 'node:stream';
import type { StorageEngine } from 'multer';
import { DomainError } from '../platform/errors/domain-error.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { BlobStore, Part } from './blob-store.ts';
import { storedName } from './file-name.ts';
import { inspectFile, type Allowance } from './inspect-file.ts';

/** A file that has arrived whole and may be kept. */
export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly part: Part;
}

type Incoming = Parameters<StorageEngine['_handleFile']>[1];
type Done = Parameters<StorageEngine['_handleFile']>[2];

/** Where multer puts the files of one request: straight into the store's waiting place, in the order of their parts. */
export class IncomingFiles implements StorageEngine {
  readonly #arriving: Promise<ReceivedFile>[] = [];
  readonly #stop = new AbortController();

  /**
   * @param most bytes of the whole request, Infinity when it does not say
   * @param onFailure told of the first refusal at once; multer itself would first read the request to its end
   */
  constructor(
    private readonly store: BlobStore,
    private readonly allowance: Allowance,
    private readonly most: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  _handleFile(_request: unknown, file: Incoming, done: Done): void {
    const arriving = this.#receive(file);
    this.#arriving.push(arriving);
    void this.#tell(arriving, done);
  }

  /** Cleaning up is done by `discard`, for all files at once. */
  _removeFile(_request: unknown, _file: unknown, done: (error: Error | null) => void): void {
    done(null);
  }

  /** @throws attachments.no-file */
  async all(): Promise<ReceivedFile[]> {
    if (this.#arriving.length === 0) throw ATTACHMENTS.noFile();
    return Promise.all(this.#arriving);
  }

  /**
   * Stops what is still arriving and removes what has not been kept.
   * @returns what was wrong with a file, if that is why: multer may have told of a consequence first
   */
  async discard(): Promise<DomainError | null> {
    this.#stop.abort();
    let cause: DomainError | null = null;
    for (const file of await Promise.allSettled(this.#arriving)) {
      if (file.status === 'fulfilled') await file.value.part.discard().catch(() => undefined);
      else if (file.reason instanceof DomainError) cause ??= file.reason;
    }
    return cause;
  }

  async #tell(arriving: Promise<ReceivedFile>, done: Done): Promise<void> {
    try {
      await arriving;
    } catch (error) {
      this.onFailure(error);
      return done(error);
    }
    done(null, {});
  }

  async #receive({
    originalname,
    stream,
  }: {
    readonly originalname: string;
    readonly stream: Readable;
  }): Promise<ReceivedFile> {
    const name = storedName(originalname);
    const { inspect, kind } = inspectFile(name, this.allowance);
    const part = await this.store.receive(stream, inspect, this.#stop.signal, this.most);
    return { name, mediaType: kind().mediaType, part };
  }
}
