import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import multer, { MulterError } from 'multer';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { BlobStore, type Inspect, type Part } from '../attachments/blob-store.ts';
import { storedName } from '../attachments/file-name.ts';
import { SLACK_BYTES } from '../attachments/upload.ts';
import { Config } from '../platform/config/config.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { lingerOver } from '../platform/http/linger.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import type { MailSource } from './mail-import.states.ts';

const IDLE_MS = 120_000;
const KINDS: Readonly<Record<string, Exclude<MailSource, 'imap'>>> = {
  '.mbox': 'mbox',
  '.mbx': 'mbox',
  '.eml': 'eml',
  '.zip': 'zip',
};
/** What every zip begins with, in hexadecimal: an entry, or the end of an empty one. */
const ZIP = /^504b(?:0304|0506)/;
const LOOK = 4;

export interface UploadedMailFile {
  readonly name: string;
  readonly source: Exclude<MailSource, 'imap'>;
  readonly part: Part;
}

/** Reads the one file of a multipart request, straight to the disk. */
@Injectable()
export class MailUploads {
  readonly #limitMb: number;

  constructor(
    config: Config,
    private readonly store: BlobStore,
  ) {
    this.#limitMb = config.get('MAX_UPLOAD_MB');
  }

  /** Nothing stays behind when it fails. @throws mail-archive.file-kind-refused, attachments.*, request.* */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<UploadedMailFile> {
    const stop = new AbortController();
    const arriving: Promise<UploadedMailFile>[] = [];
    request.setTimeout(IDLE_MS);
    try {
      await this.#refuseUnread(request);
      await this.#parse(request, response, (name, stream) => {
        const taken = this.#take(name, stream, stop.signal);
        taken.catch(() => undefined);
        arriving.push(taken);
        return taken;
      });
      const file = await arriving[0];
      if (!file) throw ATTACHMENTS.noFile();
      return file;
    } catch (error) {
      stop.abort();
      lingerOver(request);
      throw translate((await settled(arriving)) ?? error, this.#limitMb);
    } finally {
      request.setTimeout(0);
    }
  }

  get #limit(): number {
    return this.#limitMb * 1024 * 1024;
  }

  async #refuseUnread(request: IncomingMessage): Promise<void> {
    if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) throw REQUEST.wrongMediaType();
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw REQUEST.wrongMediaType();
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > this.#limit + SLACK_BYTES) throw ATTACHMENTS.tooLarge({ limitMb: this.#limitMb });
    const free = await this.store.freeBytes();
    if (free !== null && declared > free) throw ATTACHMENTS.diskFull();
    if (request.destroyed) throw ATTACHMENTS.uploadCut();
  }

  #parse(
    request: IncomingMessage,
    response: ServerResponse,
    take: (name: string, stream: Readable) => Promise<unknown>,
  ): Promise<void> {
    const storage: multer.StorageEngine = {
      _handleFile: (_, file, done) => {
        void tell(take(file.originalname, file.stream), done);
      },
      _removeFile: (_, __, done) => done(null),
    };
    const read = multer({
      storage,
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { fileSize: this.#limit, files: 1, fields: 0, parts: 1, fieldNameSize: 64, headerPairs: 16 },
    }).single('file');
    return new Promise((resolve, reject) => {
      let left = this.#limit + SLACK_BYTES;
      request.on('data', (chunk: Buffer) => {
        left -= chunk.length;
        if (left < 0) reject(ATTACHMENTS.tooLarge({ limitMb: this.#limitMb }));
      });
      // busboy may wait for ever for the end of a line that is gone.
      request.once('close', () => {
        if (!request.complete) reject(ATTACHMENTS.uploadCut());
      });
      read(request as never, response as never, (error: unknown) => (error ? reject(error) : resolve()));
    });
  }

  async #take(sent: string, stream: Readable, signal: AbortSignal): Promise<UploadedMailFile> {
    const name = storedName(sent);
    const source = KINDS[extname(name).toLowerCase()];
    if (!source) throw MAIL_ARCHIVE.fileKindRefused({ name });
    const part = await this.store.receive(
      stream,
      judge(name, source, { left: this.#limit, limitMb: this.#limitMb }),
      signal,
    );
    return { name, source, part };
  }
}

async function tell(taken: Promise<unknown>, done: (error?: unknown, info?: object) => void): Promise<void> {
  try {
    await taken;
  } catch (error) {
    return done(error);
  }
  done(null, {});
}

/** Drops what arrived whole. @returns what was wrong with the file, if that is why: multer may have told of a consequence first */
async function settled(arriving: readonly Promise<UploadedMailFile>[]): Promise<DomainError | null> {
  let cause: DomainError | null = null;
  for (const one of await Promise.allSettled(arriving)) {
    if (one.status === 'fulfilled') await one.value.part.discard();
    else if (one.reason instanceof DomainError) cause ??= one.reason;
  }
  return cause;
}

/** A zip begins like one, everything else does not; and the file is not empty. */
function judge(name: string, source: MailSource, allowance: { left: number; readonly limitMb: number }): Inspect {
  return async function* (chunks) {
    let head = Buffer.alloc(0);
    for await (const chunk of chunks) {
      allowance.left -= chunk.length;
      if (allowance.left < 0) throw ATTACHMENTS.tooLarge({ limitMb: allowance.limitMb });
      if (head.length < LOOK) {
        head = Buffer.concat([head, chunk.subarray(0, LOOK)]);
        if (head.length >= LOOK && ZIP.test(head.toString('hex')) !== (source === 'zip'))
          throw MAIL_ARCHIVE.fileKindRefused({ name });
      }
      yield chunk;
    }
    if (head.length === 0) throw ATTACHMENTS.emptyFile({ name });
    if (head.length < LOOK && source === 'zip') throw MAIL_ARCHIVE.fileKindRefused({ name });
  };
}

function translate(error: unknown, limitMb: number): unknown {
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return ATTACHMENTS.tooLarge({ limitMb });
    if (
      error.code === 'LIMIT_FILE_COUNT' ||
      error.code === 'LIMIT_PART_COUNT' ||
      (error.code === 'LIMIT_UNEXPECTED_FILE' && error.field === 'file')
    )
      return ATTACHMENTS.tooManyFiles({ limit: 1 });
    return REQUEST.invalid({}, [{ field: error.field ?? 'body', code: 'whitelistValidation' }]);
  }
  if (error instanceof DomainError || (error as NodeJS.ErrnoException).code?.startsWith('E')) return error;
  const cut = ATTACHMENTS.uploadCut();
  cut.cause = error;
  return cut;
}
