import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import multer, { MulterError } from 'multer';
import { DomainError } from '../platform/errors/domain-error.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { isId } from '../platform/http/id.pipe.ts';
import { clean, hasBadCharacter } from './cells.policy.ts';
import { IMPORT_KINDS, type ImportKind } from './columns.policy.ts';
import { IMPORTS } from './imports.errors.ts';
import { LIMITS } from './table.ts';

const LIMIT = LIMITS.megabytes * 1024 * 1024;
/** Boundaries and fields around the bytes of the file. */
const SLACK = 64 * 1024;
/** The bytes go into the database in one transaction, so they are in memory once: a few files at a time and no more. */
const AT_ONCE = 4;
const IDLE_MS = 60_000;
const LINGER_MS = 5000;
const MAX_NAME = 255;

export interface UploadedTable {
  readonly kind: ImportKind;
  /** The unit to import for, when the sender said one. */
  readonly unitId: string | null;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads the one small file of a multipart request. */
@Injectable()
export class ImportUpload {
  #reading = 0;

  /** @throws imports.* and request.wrong-media-type, request.invalid */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<UploadedTable> {
    if (this.#reading >= AT_ONCE) {
      lingerOver(request);
      throw IMPORTS.busy({}, [], 5);
    }
    this.#reading++;
    request.setTimeout(IDLE_MS);
    try {
      refuseUnread(request);
      return await read(request, response);
    } catch (error) {
      lingerOver(request);
      throw translate(error);
    } finally {
      this.#reading--;
      request.setTimeout(0);
    }
  }
}

/** What can be refused from the headers alone. */
function refuseUnread(request: IncomingMessage): void {
  if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) throw REQUEST.wrongMediaType();
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw REQUEST.wrongMediaType();
  if (Number(request.headers['content-length'] ?? 0) > LIMIT + SLACK) throw tooLarge();
  if (request.destroyed) throw IMPORTS.uploadCut();
}

const tooLarge = (): DomainError => IMPORTS.tooLarge({ limitMb: LIMITS.megabytes });

interface Parsed {
  readonly file?: { readonly originalname: string; readonly buffer: Buffer };
  readonly body?: Record<string, unknown>;
}

async function read(request: IncomingMessage, response: ServerResponse): Promise<UploadedTable> {
  const take = multer({
    storage: multer.memoryStorage(),
    // Node's default, latin1, makes "Đơn vị" into "ÄÆ¡n vá»".
    defParamCharset: 'utf8',
    preservePath: true,
    limits: { fileSize: LIMIT, files: 1, fields: 2, parts: 3, fieldNameSize: 64, fieldSize: 256, headerPairs: 16 },
  }).single('file');
  await new Promise<void>((resolve, reject) => {
    let left = LIMIT + SLACK;
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) reject(tooLarge());
    });
    take(request as never, response as never, (error: unknown) => (error ? reject(error) : resolve()));
  });
  const { file, body = {} } = request as unknown as Parsed;
  const fields = readFields(body);
  if (!file) throw IMPORTS.noFile();
  if (file.buffer.length === 0) throw IMPORTS.emptyFile();
  return { ...fields, name: fileName(file.originalname), bytes: file.buffer };
}

function readFields(body: Record<string, unknown>): Pick<UploadedTable, 'kind' | 'unitId'> {
  const stranger = Object.keys(body).find((field) => field !== 'kind' && field !== 'unitId');
  if (stranger !== undefined) throw REQUEST.invalid({}, [{ field: stranger, code: 'whitelistValidation' }]);
  const { kind, unitId } = body;
  if (!IMPORT_KINDS.some((known) => known === kind)) throw REQUEST.invalid({}, [{ field: 'kind', code: 'isIn' }]);
  if (unitId !== undefined && unitId !== '' && !isId(unitId))
    throw REQUEST.invalid({}, [{ field: 'unitId', code: 'isUuid' }]);
  return { kind: kind as ImportKind, unitId: isId(unitId) ? unitId.toLowerCase() : null };
}

/** Only shown, never a path. @throws imports.bad-name */
function fileName(sent: string): string {
  const name = clean(sent);
  if (name === '' || name.length > MAX_NAME || hasBadCharacter(sent) || /[/\\]/.test(name)) throw IMPORTS.badName();
  return name;
}

/** The answer goes out while the sender may still be sending: the rest is read and dropped for a moment, so that it gets read. */
function lingerOver(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const cut = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('close', () => clearTimeout(cut)).once('end', () => clearTimeout(cut));
}

function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return tooLarge();
    return REQUEST.invalid({}, [{ field: error.field ?? 'body', code: 'whitelistValidation' }]);
  }
  const cut = IMPORTS.uploadCut();
  cut.cause = error;
  return cut;
}
