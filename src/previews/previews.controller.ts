import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLOSED } from '../attachments/attachments.errors.ts';
import { AttachmentsReader } from '../attachments/attachments.reader.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { AnswersPicture } from './answers-picture.decorator.ts';
import { PreviewDesk } from './preview-desk.ts';
import { FileTextWire, PreviewWire } from './previews.wire.ts';

/** Looking at a file one's unit has uploaded, without downloading it. */
@Controller('attachments/:id')
@Access(...STAFF)
export class PreviewsController {
  constructor(
    private readonly files: AttachmentsReader,
    private readonly desk: PreviewDesk,
  ) {}

  /** Whether there is something to look at, and which pages. */
  @Get('previews')
  @Fails(REQUEST.notFound)
  async list(@Caller() caller: Principal, @Id() id: string): Promise<PreviewWire> {
    return this.desk.show(await this.files.mine(caller, id));
  }

  /** The picture of a page; 0 is the small one of the first page. */
  @Get('previews/:page')
  @AnswersPicture()
  async page(
    @Caller() caller: Principal,
    @Id() id: string,
    @Param('page') page: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.send(request, reply, await this.files.mine(caller, id), page);
  }

  /** The text in it. */
  @Get('text')
  @Fails(REQUEST.notFound, ...CLOSED)
  async text(@Caller() caller: Principal, @Id() id: string): Promise<FileTextWire> {
    return this.desk.text(await this.files.mine(caller, id));
  }
}
