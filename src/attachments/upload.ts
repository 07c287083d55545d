import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import multer, { MulterError } from 'multer';
import { Config } from '../platform/config/config.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { isId } from '../platform/http/id.pipe.ts';
import { lingerOver } from '../platform/http/linger.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { BlobStore } from './blob-store.ts';
import { IncomingFiles, type ReceivedFile } from './incoming-files.ts';

export const MAX_FILES = 20;
/** Names, boundaries and fields around the bytes of the files. */
export const SLACK_BYTES = 1024 * 1024;
/** A line that brings nothing for so long is dead. */
const IDLE_MS = 120_000;

/** What one request brought. */
export interface Upload {
  readonly files: readonly ReceivedFile[];
  /** The unit to act for, when the sender said one. */
  readonly unitId: string | null;
  /** Removes what was not kept. */
  discard(): Promise<void>;
}

/** Reads multipart requests with multer, which runs on Node's own request: Fastify leaves that stream alone. */
@Injectable()
export class Uploads {
  readonly #limitMb: number;

  constructor(
    config: Config,
    private readonly store: BlobStore,
  ) {
    this.#limitMb = config.get('MAX_UPLOAD_MB');
  }

  /**
   * Takes in every file of a request; on any failure nothing stays behind.
   * @throws attachments.* and request.wrong-media-type, request.invalid
   */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<Upload> {
    try {
      await this.#refuseUnread(request);
      return await this.#read(request, response);
    } catch (error) {
      lingerOver(request);
      throw translate(error, this.#limitMb);
    }
  }

  /** What can be refused from the headers alone. */
  async #refuseUnread(request: IncomingMessage): Promise<void> {
    if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) throw REQUEST.wrongMediaType();
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw REQUEST.wrongMediaType();
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > this.#limitBytes + SLACK_BYTES) throw ATTACHMENTS.tooLarge({ limitMb: this.#limitMb });
    // Better refused now than after the disk has been filled to its last byte, which the database may share.
    const free = await this.store.freeBytes();
    if (free !== null && declared > free) throw ATTACHMENTS.diskFull();
    if (request.destroyed) throw ATTACHMENTS.uploadCut();
  }

  get #limitBytes(): number {
    return this.#limitMb * 1024 * 1024;
  }

  async #read(request: IncomingMessage, response: ServerResponse): Promise<Upload> {
    const { promise: refused, reject: refuse } = withReject();
    const allowance = { left: this.#limitBytes, limitMb: this.#limitMb };
    const most = Number(request.headers['content-length'] ?? Infinity);
    const files = new IncomingFiles(this.store, allowance, most, refuse);
    request.setTimeout(IDLE_MS);
    try {
      await Promise.race([refused, this.#parse(request, response, files, refuse)]);
      return {
        files: await files.all(),
        unitId: readFields(request),
        discard: async () => void (await files.discard()),
      };
    } catch (error) {
      throw (await files.discard()) ?? error;
    } finally {
      request.setTimeout(0);
    }
  }

  #parse(
    request: IncomingMessage,
    response: ServerResponse,
    files: IncomingFiles,
    refuse: (error: unknown) => void,
  ): Promise<void> {
    const read = multer({
      storage: files,
      // Node's default, latin1, makes "Thông báo" into "ThÃ´ng bÃ¡o"; and a path is refused, not cut to its last name.
      defParamCharset: 'utf8',
      preservePath: true,
      limits: {
        fileSize: this.#limitBytes,
        files: MAX_FILES,
        fields: 4,
        parts: MAX_FILES + 4,
        fieldNameSize: 64,
        fieldSize: 256,
        headerPairs: 16,
      },
    }).array('file', MAX_FILES);
    this.#capTotal(request, refuse);
    return new Promise((resolve, reject) => {
      read(request as never, response as never, (error: unknown) => (error ? reject(error) : resolve()));
    });
  }

  /** Without Content-Length nothing else ends a request that sends no file but goes on and on. */
  #capTotal(request: IncomingMessage, refuse: (error: unknown) => void): void {
    let left = this.#limitBytes + SLACK_BYTES;
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) refuse(ATTACHMENTS.tooLarge({ limitMb: this.#limitMb }));
    });
  }
}

/** A promise that can only fail, and how to make it fail. */
function withReject(): { readonly promise: Promise<never>; readonly reject: (error: unknown) => void } {
  const held: { reject?: (error: unknown) => void } = {};
  const promise = new Promise<never>((_, reject) => (held.reject = reject));
  promise.catch(() => undefined);
  return { promise, reject: (error) => held.reject?.(error) };
}

/** The text fields that multer found: `unitId` and no other. */
function readFields(request: IncomingMessage): string | null {
  const fields = (request as { body?: Record<string, unknown> }).body ?? {};
  const stranger = Object.keys(fields).find((field) => field !== 'unitId');
  if (stranger !== undefined) throw REQUEST.invalid({}, [{ field: stranger, code: 'whitelistValidation' }]);
  const { unitId } = fields;
  if (unitId === undefined || unitId === '') return null;
  if (!isId(unitId)) throw REQUEST.invalid({}, [{ field: 'unitId', code: 'isUuid' }]);
  return unitId.toLowerCase();
}

function translate(error: unknown, limitMb: number): unknown {
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return ATTACHMENTS.tooLarge({ limitMb });
    if (error.code === 'LIMIT_FILE_COUNT' || (error.code === 'LIMIT_UNEXPECTED_FILE' && error.field === 'file'))
      return ATTACHMENTS.tooManyFiles({ limit: MAX_FILES });
    return REQUEST.invalid({}, [{ field: error.field ?? 'body', code: 'whitelistValidation' }]);
  }
  if (error instanceof DomainError || (error as NodeJS.ErrnoException).code?.startsWith('E')) return error;
  // busboy's complaints and the end of the line: the sender's doing, told by message only.
  const cut = ATTACHMENTS.uploadCut();
  cut.cause = error;
  return cut;
}
