import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import type * as Sdk from '@aws-sdk/client-s3';
import type { Config } from '../platform/config/config.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { BlobStore, type BlobClaims, type BlobId, type ListedBlob } from './blob-store.ts';
import type { ByteRange } from './byte-range.ts';
import { openS3 } from './s3-client.ts';
import { asStoreError, isMissing } from './s3-errors.ts';
import { Staging } from './staging.ts';

/** Four parts of 8 MiB are in memory at most; 10,000 parts of it are 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 4;
/** Load balancers do not wait longer for an answer about health. */
const CHECK_MS = 5000;

/**
 * Contents as objects of one bucket, named by their hash below a prefix. Files wait on the local disk until they are known; an
 * object appears as a whole or not at all, because parts are joined by the server.
 */
export class S3Store extends BlobStore {
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #s3: ReturnType<typeof openS3>;

  constructor(config: Config, claims: BlobClaims) {
    super(new Staging(join(config.get('DATA_DIR'), 'blobs', 'incoming')), claims);
    this.#bucket = config.get('S3_BUCKET') ?? '';
    this.#prefix = config.get('S3_PREFIX') ?? '';
    this.#s3 = openS3(config);
  }

  async open({ sha256, size }: BlobId, range: ByteRange | null = null): Promise<Readable> {
    const { GetObjectCommand } = this.#s3.sdk;
    const asked = range && { Range: `bytes=${range.start}-${range.end}` };
    const answer = await this.#ask(() => this.#s3.client.send(new GetObjectCommand({ ...this.#at(sha256), ...asked })));
    if (answer === null) throw ATTACHMENTS.blobMissing({ sha256 });
    const body = answer.Body as Readable;
    const total = range ? Number(answer.ContentRange?.split('/')[1]) : answer.ContentLength;
    if (total === size) return body;
    body.destroy();
    throw ATTACHMENTS.blobMissing({ sha256 });
  }

  async remove({ sha256 }: Pick<BlobId, 'sha256'>): Promise<void> {
    const { DeleteObjectCommand } = this.#s3.sdk;
    await this.#ask(() => this.#s3.client.send(new DeleteObjectCommand(this.#at(sha256))));
  }

  async *list(): AsyncIterable<ListedBlob> {
    for await (const { Key = '', Size = 0, LastModified } of this.#objects()) {
      const sha256 = Key.slice(this.#prefix.length);
      if (/^[0-9a-f]{64}$/.test(sha256) && LastModified) yield { sha256, size: Size, storedAt: LastModified };
    }
  }

  /** Asks for a list of one: a key that may not list, a wrong secret, a missing bucket and a dead server all show. */
  async check(): Promise<void> {
    const { ListObjectsV2Command } = this.#s3.sdk;
    const place = { Bucket: this.#bucket, Prefix: this.#prefix, MaxKeys: 1 };
    const limit = { abortSignal: AbortSignal.timeout(CHECK_MS) };
    await this.#ask(() => this.#s3.client.send(new ListObjectsV2Command(place), limit));
    await this.staging.make();
  }

  /** Also ends multipart uploads of this store that nobody goes on with: their parts cost room and show in no list. */
  override async sweepStaging(before: Date): Promise<number> {
    const { ListMultipartUploadsCommand, AbortMultipartUploadCommand } = this.#s3.sdk;
    let swept = await super.sweepStaging(before);
    const place = { Bucket: this.#bucket, Prefix: this.#prefix };
    const found = await this.#ask(() => this.#s3.client.send(new ListMultipartUploadsCommand(place)));
    for (const { Key, UploadId, Initiated } of found?.Uploads ?? []) {
      if (!Key || !UploadId || !Initiated || Initiated >= before) continue;
      await this.#ask(() =>
        this.#s3.client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId })),
      );
      swept += 1;
    }
    return swept;
  }

  onApplicationShutdown(): void {
    this.#s3.client.destroy();
  }

  protected async put(path: string, id: BlobId, isSuspect: boolean): Promise<void> {
    if (!isSuspect && (await this.has(id))) return;
    try {
      await this.#send(path, id);
    } catch (error) {
      throw asStoreError(error);
    }
    // Said by the server about what it now holds, not about what it was sent.
    if (!(await this.has(id))) throw ATTACHMENTS.storeUnavailable({ reason: 'incomplete' }, [], 30);
  }

  protected async sizeOf(sha256: string): Promise<number | null> {
    const { HeadObjectCommand } = this.#s3.sdk;
    const found = await this.#ask(() => this.#s3.client.send(new HeadObjectCommand(this.#at(sha256))));
    return found?.ContentLength ?? null;
  }

  /** The bytes are hashed once more on their way: parts are joined only when what left this machine is what was received. */
  async #send(path: string, id: BlobId): Promise<void> {
    const body = createReadStream(path, { highWaterMark: 1024 * 1024 }).on('error', (error) => guarded.destroy(error));
    const guarded = body.pipe(guardOf(id));
    const upload = new this.#s3.Upload({
      client: this.#s3.client,
      params: { ...this.#at(id.sha256), Body: guarded, ContentType: 'application/octet-stream' },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
    });
    try {
      await upload.done();
    } finally {
      body.destroy();
      guarded.destroy();
    }
  }

  async *#objects(): AsyncIterable<Sdk._Object> {
    const { ListObjectsV2Command } = this.#s3.sdk;
    let from: string | undefined;
    do {
      const place = { Bucket: this.#bucket, Prefix: this.#prefix, ContinuationToken: from };
      const page = await this.#ask(() => this.#s3.client.send(new ListObjectsV2Command(place)));
      yield* page?.Contents ?? [];
      from = page?.NextContinuationToken;
    } while (from);
  }

  #at(sha256: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${sha256}` };
  }

  /** @returns null when there is no such object. @throws attachments.store-unavailable for everything else that goes wrong */
  async #ask<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (isMissing(error)) return null;
      throw asStoreError(error);
    }
  }
}

/** Lets bytes through and fails at their end when they are not the ones that were received. */
function guardOf({ sha256 }: BlobId): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : ATTACHMENTS.blobMissing({ sha256 }));
    },
  });
}
