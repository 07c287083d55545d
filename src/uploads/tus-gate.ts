import { Injectable } from '@nestjs/common';
import { ERRORS, Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Config } from '../platform/config/config.ts';
import { DomainError, type ErrorFactory } from '../platform/errors/domain-error.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { PIECE_TYPE } from '../platform/http/takes-files.decorator.ts';
import { RequestBody } from './request-body.ts';
import { TusStore } from './tus-store.ts';
import { UploadDesk } from './upload-desk.ts';
import { UploadLocks } from './upload-locks.ts';
import type { Upload } from './upload.entity.ts';
import { expiryOf } from './upload.wire.ts';
import { UPLOADS } from './uploads.errors.ts';
import { CHECKSUMS, readChecksum, readMetadata } from './uploads.policy.ts';
import { UploadsReader } from './uploads.reader.ts';

const MB = 1024 * 1024;
const PATH = '/api/v1/uploads';
/** A line that brings nothing for so long is dead; the sender goes on later. */
const IDLE_MS = 120_000;

const ASKED = [
  'tus-resumable',
  'upload-length',
  'upload-defer-length',
  'upload-offset',
  'upload-metadata',
  'upload-concat',
  'content-type',
  'content-length',
] as const;
const ANSWERED = [
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'upload-offset',
  'upload-length',
  'upload-metadata',
  'location',
  'cache-control',
] as const;

/** What the library says when it refuses, as errors people can act on. */
const REFUSALS = new Map<string, ErrorFactory>([
  [ERRORS.INVALID_CONTENT_TYPE.body, REQUEST.wrongMediaType],
  [ERRORS.FILE_NOT_FOUND.body, REQUEST.notFound],
  [ERRORS.INVALID_OFFSET.body, UPLOADS.wrongOffset],
  [ERRORS.ERR_SIZE_EXCEEDED.body, UPLOADS.beyondLength],
  [ERRORS.INVALID_LENGTH.body, UPLOADS.lengthNeeded],
  [ERRORS.UNSUPPORTED_CREATION_DEFER_LENGTH_EXTENSION.body, UPLOADS.lengthNeeded],
  [ERRORS.INVALID_METADATA.body, UPLOADS.badMetadata],
  [ERRORS.ABORTED.body, UPLOADS.cut],
]);

/**
 * Speaks tus 1.0 with the library's handlers: they read headers and offsets, we own rows, bytes, locks and errors. A server is made
 * for each request, over a store that knows who is asking.
 */
@Injectable()
export class TusGate {
  readonly #limitMb: number;
  /** In front of the addresses people are given; their requests come without it. */
  readonly #area: string;

  constructor(
    private readonly desk: UploadDesk,
    private readonly locks: UploadLocks,
    private readonly reader: UploadsReader,
    config: Config,
  ) {
    this.#limitMb = config.get('MAX_UPLOAD_MB');
    this.#area = config.area === 'practice' ? '/practice' : '';
  }

  /**
   * Answers one request; status and headers are set, the body is the caller's to give.
   * @returns the upload it was about, as it is now; null when it is gone or there is none
   * @throws uploads.*, attachments.*, request.*
   */
  async handle(caller: Principal, request: FastifyRequest, reply: FastifyReply): Promise<Upload | null> {
    void reply.headers({ 'tus-resumable': '1.0.0', 'tus-version': '1.0.0' });
    const hasPiece = request.headers['content-type'] === PIECE_TYPE && request.method !== 'HEAD';
    const body = hasPiece ? new RequestBody(request.raw) : null;
    if (body) request.raw.setTimeout(IDLE_MS);
    try {
      if (request.method === 'PATCH' && !body) throw REQUEST.wrongMediaType();
      const store = new TusStore(
        this.desk,
        body,
        readChecksum(one(request, 'upload-checksum')),
        request.method === 'HEAD',
      );
      const response = await this.#ask(caller, request, body, store);
      for (const name of ANSWERED) if (response.headers.has(name)) void reply.header(name, response.headers.get(name));
      this.#tell(reply, store.row);
      return store.row;
    } finally {
      request.raw.setTimeout(0);
      if (!request.raw.complete) void reply.header('connection', 'close');
      body?.leave();
    }
  }

  async #ask(caller: Principal, request: FastifyRequest, body: RequestBody | null, store: TusStore): Promise<Response> {
    let refused: unknown = null;
    const server = new Server({
      path: PATH,
      datastore: store,
      locker: this.locks.lockerFor(store.settled, () => body?.stop()),
      lockDrainTimeout: 1,
      maxSize: this.#limitMb * MB,
      allowedOrigins: [],
      generateUrl: (_, { path, id }) => `${this.#area}${path}/${id}`,
      namingFunction: async (_, metadata) => {
        const size = Number(one(request, 'upload-length') ?? NaN);
        // What is wrong with the length is the library's to say, after this.
        if (!Number.isSafeInteger(size) || size > this.#limitMb * MB) return 'refused';
        store.made = await this.desk.check(caller, readMetadata(metadata ?? {}), size);
        return store.made.id;
      },
      onResponseError: (_, error) => void (refused = error),
    });
    const response = await server.handleWeb(asWeb(request));
    if (refused !== null) throw this.#translate(store.failure ?? refused);
    if (response.status >= 400) throw await this.#fromHeaders(response);
    return response;
  }

  #tell(reply: FastifyReply, row: Upload | null): void {
    if (!row) return;
    if (row.attachmentId) void reply.header('upload-attachment-id', row.attachmentId);
    else void reply.header('upload-expires', expiryOf(row, this.reader.days).toUTCString());
  }

  #translate(refused: unknown): unknown {
    if (refused instanceof DomainError) return refused;
    const { body } = refused as { body?: unknown };
    if (body === ERRORS.ERR_MAX_SIZE_EXCEEDED.body)
      // The same words for a declared length and, as an Error, for a body that went on and on.
      return refused instanceof Error ? UPLOADS.beyondLength() : ATTACHMENTS.tooLarge({ limitMb: this.#limitMb });
    if (body === ERRORS.MISSING_OFFSET.body) return UPLOADS.badHeader({ header: 'Upload-Offset' });
    if (body === ERRORS.UNSUPPORTED_CONCATENATION_EXTENSION.body) return UPLOADS.badHeader({ header: 'Upload-Concat' });
    return typeof body === 'string' ? (REFUSALS.get(body)?.() ?? refused) : refused;
  }

  /** What the library refuses before it looks at anything but headers. */
  async #fromHeaders(response: Response): Promise<DomainError> {
    if (response.status === 412) return UPLOADS.versionNeeded();
    const said = await response.text();
    if (/tus-resumable/.test(said)) return UPLOADS.versionNeeded();
    if (/upload-metadata/.test(said)) return UPLOADS.badMetadata();
    return UPLOADS.badHeader({ header: /^Invalid ([a-z -]+)/.exec(said)?.[1] ?? '?' });
  }
}

/** For OPTIONS: which digests Upload-Checksum may name. */
export const CHECKSUM_ALGORITHMS = Object.keys(CHECKSUMS).join(',');

/** The request as the library reads it: the headers of its protocol and nothing else, its bytes go another way. */
function asWeb(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const name of ASKED) {
    const value = one(request, name);
    if (value !== undefined) headers.set(name, value);
  }
  const url = `http://localhost${request.url.split('?')[0]}`;
  return new Request(url, { method: request.method, headers });
}

function one({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
