import { DataStore, Upload as TusUpload } from '@tus/server';
import { Readable } from 'node:stream';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import type { RequestBody } from './request-body.ts';
import type { Upload } from './upload.entity.ts';
import type { UploadDesk } from './upload-desk.ts';
import type { NewUpload } from './upload-rows.ts';
import type { Checksum } from './uploads.policy.ts';

const NOTHING: AsyncIterable<Buffer> = Readable.from([]);

/** One request's view of the uploads, in the words of the tus library. It asks us under the upload's lock, again and again. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration', 'checksum'];
  /** The upload as this request last saw it. */
  row: Upload | null = null;
  /** Why writing failed: the library may tell of a consequence first, such as the stream that was left in the middle. */
  failure: unknown = null;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param made what a creating request wants to open; null in all others */
  constructor(
    private readonly desk: UploadDesk,
    private readonly body: RequestBody | null,
    private readonly checksum: Checksum | null,
    private readonly finishesOnLook: boolean,
  ) {
    super();
  }

  made: NewUpload | null = null;

  /** Resolves when this request writes no more, whatever the library has made of it meanwhile. */
  readonly settled = async (): Promise<void> => {
    await this.#writing;
  };

  override async create(upload: TusUpload): Promise<TusUpload> {
    if (!this.made) throw new Error('nothing was to be opened');
    await this.desk.open(this.made);
    this.row = await this.desk.row(this.made.id);
    return upload;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const row = (this.row = await this.desk.row(id));
    const offset = await this.desk.offsetOf(row);
    if (this.finishesOnLook && offset === row.size) await this.#finish(row);
    return new TusUpload({ id, size: row.size, offset, metadata: metadataOf(row) });
  }

  /** The library's own stream is empty: between the socket and the disk its four stages would cost more than hashing does. */
  override write(_stream: Readable, id: string, offset: number): Promise<number> {
    const writing = this.#write(this.body ?? NOTHING, id, offset);
    this.#writing = writing.catch((error: unknown) => (this.failure = error));
    return writing;
  }

  override async remove(id: string): Promise<void> {
    await this.desk.remove(id);
  }

  async #write(source: AsyncIterable<Buffer>, id: string, offset: number): Promise<number> {
    // Seen a moment ago, under the same lock.
    const row = this.row ?? (await this.desk.row(id));
    if (offset === row.size) {
      await this.#finish(row);
      return offset;
    }
    this.row = await this.#refusing(id, () => this.desk.receive(row, offset, source, this.checksum));
    if (this.row.received === row.size) await this.#finish(this.row);
    return this.row.received;
  }

  async #finish(row: Upload): Promise<void> {
    await this.#refusing(row.id, () => this.desk.finish(row));
    this.row = await this.desk.row(row.id);
  }

  /** A file of a kind that is not taken in is not waited for any longer. */
  async #refusing<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.code === ATTACHMENTS.typeRefused.code) await this.desk.remove(id);
      throw error;
    }
  }
}

function metadataOf(row: Upload): Record<string, string> {
  return {
    filename: row.name,
    unitId: row.unitId,
    ...(row.declaredSha256 !== null && { sha256: row.declaredSha256 }),
  };
}
