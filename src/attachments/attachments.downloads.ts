import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.ts';
import type { Attachment } from './attachment.entity.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { BlobStore } from './blob-store.ts';
import { namesTag, readRange, type ByteRange } from './byte-range.ts';
import { placeOf } from './disk-store.ts';
import { disposition } from './file-name.ts';
import { kindOfMediaType, servedType } from './file-types.ts';
import { ScanGate } from './scan-gate.ts';
import { zipOf } from './zip-stream.ts';

/** A reader that takes nothing for so long has gone away; a browser goes on with Range later. */
const IDLE_MS = 120_000;

/** Sends bytes. Who may have them is decided before: by this room's routes for the uploader, by other rooms for receivers. */
@Injectable()
export class AttachmentDownloads {
  readonly #handOver: string | null;

  constructor(
    private readonly store: BlobStore,
    private readonly gate: ScanGate,
    config: Config,
  ) {
    this.#handOver = config.get('X_ACCEL_PREFIX');
  }

  /**
   * Answers GET or HEAD with a file, honouring Range, If-Range and If-None-Match. Call it from a route that takes `@Res()` and
   * returns nothing.
   * @param inline show it in the browser where its type allows that; otherwise it is saved
   * @throws what `ScanGate.refuse` throws, attachments.blob-missing, attachments.range-not-satisfiable, attachments.store-unavailable
   */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    attachment: Attachment,
    { inline }: { readonly inline: boolean },
  ): Promise<void> {
    await this.gate.refuse([attachment]);
    const tag = `"${attachment.sha256}"`;
    if (namesTag(request.headers['if-none-match'], tag))
      return void reply
        .code(304)
        .headers({ etag: tag, ...CACHING })
        .send(nothing());
    if (this.#handOver !== null) return this.letProxySend(request, reply, attachment, { inline });
    const range = rangeOf(request, reply, tag, attachment.size);
    const body = await this.bodyOf(request, attachment, range);
    describeFile(request, reply, attachment, inline);
    reply.header('content-length', lengthOf(range, attachment));
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${attachment.size}`);
    reply.send(body);
  }

  /**
   * Answers GET or HEAD with a zip of the files, made while it is sent.
   * @param name of the zip, with its extension
   * @throws before the first byte: what `ScanGate.refuse` throws, attachments.blob-missing when one of the files is not whole
   */
  async sendZip(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    attachments: readonly Attachment[],
  ): Promise<void> {
    await this.gate.refuse(attachments);
    for (const attachment of attachments) {
      if (!(await this.store.has(attachment))) throw ATTACHMENTS.blobMissing({ sha256: attachment.sha256 });
    }
    guard(request, reply, disposition(name));
    reply.headers({ 'content-type': 'application/zip', 'accept-ranges': 'none' });
    if (request.method === 'HEAD') return void reply.send(nothing());
    const { body, size } = zipOf(this.store, attachments);
    if (size !== null) reply.header('content-length', size);
    reply.send(body);
  }

  /** nginx answers from the file itself, with ranges and lengths; only the right to it and its headers are ours. */
  private async letProxySend(
    request: FastifyRequest,
    reply: FastifyReply,
    attachment: Attachment,
    { inline }: { readonly inline: boolean },
  ): Promise<void> {
    if (!(await this.store.has(attachment))) throw ATTACHMENTS.blobMissing({ sha256: attachment.sha256 });
    describeFile(request, reply, attachment, inline);
    // nginx says itself that it knows ranges.
    reply.removeHeader('accept-ranges');
    reply.header('x-accel-redirect', `${this.#handOver}${placeOf(attachment.sha256)}`).send(nothing());
  }

  private async bodyOf(request: FastifyRequest, attachment: Attachment, range: ByteRange | null): Promise<Readable> {
    if (request.method !== 'HEAD') return this.store.open(attachment, range);
    if (!(await this.store.has(attachment))) throw ATTACHMENTS.blobMissing({ sha256: attachment.sha256 });
    return nothing();
  }
}

/** The right to see a file can end, so a copy is asked about each time; the answer is mostly 304. */
const CACHING = { 'cache-control': 'private, no-cache' };

/** For answers without body: Fastify's HEAD routes keep the length we say only when they are given a stream. */
const nothing = (): Readable => Readable.from([]);

function rangeOf(request: FastifyRequest, reply: FastifyReply, tag: string, size: number): ByteRange | null {
  const ifRange = request.headers['if-range'];
  if (request.method !== 'GET' || (ifRange !== undefined && ifRange !== tag)) return null;
  const range = readRange(request.headers.range, size);
  if (range === 'outside') {
    reply.header('content-range', `bytes */${size}`);
    throw ATTACHMENTS.rangeNotSatisfiable({ size });
  }
  return range === 'whole' ? null : range;
}

function lengthOf(range: ByteRange | null, { size }: Attachment): number {
  return range ? range.end - range.start + 1 : size;
}

function describeFile(request: FastifyRequest, reply: FastifyReply, attachment: Attachment, inline: boolean): void {
  const type = inline && kindOfMediaType(attachment.mediaType)?.inline ? 'inline' : 'attachment';
  guard(request, reply, disposition(attachment.name, type));
  reply.headers({
    etag: `"${attachment.sha256}"`,
    'accept-ranges': 'bytes',
    'content-type': servedType(attachment.mediaType),
  });
}

/** Headers that hold for every file, whatever is in it: it runs nothing, and nothing guesses its type. */
function guard(request: FastifyRequest, reply: FastifyReply, contentDisposition: string): void {
  // The plugin's own way to be told; a compressed answer would fit neither its ETag nor later ranges.
  request.headers['x-no-compression'] = '1';
  request.raw.setTimeout(IDLE_MS);
  reply.headers({
    'content-disposition': contentDisposition,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    ...CACHING,
  });
}
