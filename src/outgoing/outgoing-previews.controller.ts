import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLOSED } from '../attachments/attachments.errors.ts';
import type { KnownFile } from '../attachments/attachments.reader.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { AnswersPicture } from '../previews/answers-picture.decorator.ts';
import { PreviewDesk } from '../previews/preview-desk.ts';
import { FileTextWire, PreviewWire } from '../previews/previews.wire.ts';
import { OutgoingReader } from './outgoing.reader.ts';

/** Looking at the files of the unit's own documents. */
@Controller('outgoing-documents/:id/attachments/:attachmentId')
@Access(...STAFF)
export class OutgoingPreviewsController {
  constructor(
    private readonly reader: OutgoingReader,
    private readonly desk: PreviewDesk,
  ) {}

  /** Whether there is something to look at, and which pages. */
  @Get('previews')
  @Fails(REQUEST.notFound)
  async list(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('attachmentId') attachmentId: string,
  ): Promise<PreviewWire> {
    return this.desk.show(await this.file(caller, id, attachmentId));
  }

  /** The picture of a page; 0 is the small one of the first page. */
  @Get('previews/:page')
  @AnswersPicture()
  async page(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('attachmentId') attachmentId: string,
    @Param('page') page: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.send(request, reply, await this.file(caller, id, attachmentId), page);
  }

  /** The text in it. */
  @Get('text')
  @Fails(REQUEST.notFound, ...CLOSED)
  async text(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('attachmentId') attachmentId: string,
  ): Promise<FileTextWire> {
    return this.desk.text(await this.file(caller, id, attachmentId));
  }

  private async file(caller: Principal, id: string, attachmentId: string): Promise<KnownFile> {
    const { files } = await this.reader.files(caller, id);
    const file = files.find((f) => f.id === attachmentId);
    if (!file) throw REQUEST.notFound();
    return file;
  }
}
