import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownFile } from '../attachments/attachments.reader.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { namesTag } from '../attachments/byte-range.ts';
import { ScanGate } from '../attachments/scan-gate.ts';
import { PREVIEWS } from './previews.errors.ts';
import { PreviewsReader } from './previews.reader.ts';
import type { FileTextWire, PreviewWire } from './previews.wire.ts';

/** A picture of a page never changes; the browser may keep it, nobody in between. */
const KEPT = 'private, max-age=31536000, immutable';

/** Hands out previews. Who may see the file is decided before: by this room for the uploader, by other rooms for receivers. */
@Injectable()
export class PreviewDesk {
  constructor(
    private readonly reader: PreviewsReader,
    private readonly gate: ScanGate,
    private readonly blobs: BlobStore,
  ) {}

  /** The state and the pages; asked also of files that cannot be opened. */
  show(file: KnownFile): Promise<PreviewWire> {
    return this.reader.of(file);
  }

  /** @throws what `ScanGate.refuse` throws: a text gives away what the file would */
  async text(file: KnownFile): Promise<FileTextWire> {
    await this.gate.refuse([file]);
    return this.reader.text(file);
  }

  /**
   * Answers with the picture of a page; no receipt, whoever looks (product.md §2.3).
   * @throws what `ScanGate.refuse` throws, previews.no-such-page, attachments.blob-missing, attachments.store-unavailable
   */
  async send(request: FastifyRequest, reply: FastifyReply, file: KnownFile, page: string): Promise<void> {
    await this.gate.refuse([file]);
    const found = /^(0|[1-9]\d?)$/.test(page) ? await this.reader.page(file, Number(page)) : null;
    if (!found) throw PREVIEWS.noSuchPage();
    const tag = `"${found.sha256}"`;
    reply.headers({ etag: tag, 'cache-control': KEPT });
    if (namesTag(request.headers['if-none-match'], tag)) return void reply.code(304).send();
    const body = await this.blobs.open(found);
    request.headers['x-no-compression'] = '1';
    reply.headers({
      'content-type': 'image/webp',
      'content-length': found.size,
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    reply.send(body);
  }
}
