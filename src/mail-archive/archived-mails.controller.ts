import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersAttachment } from '../attachments/answers-attachment.decorator.ts';
import { AttachmentDownloads } from '../attachments/attachments.downloads.ts';
import { ATTACHMENTS, CLOSED } from '../attachments/attachments.errors.ts';
import { ScanGate } from '../attachments/scan-gate.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { MAIL_PAGE_HEADERS } from '../platform/mail/mail-page.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { ArchivedMailPage } from './archived-mail.page.ts';
import { ArchivedMailPageWire, ArchivedMailWire } from './archived-mail.wire.ts';
import { ArchivedMailsQuery } from './archived-mails.dto.ts';
import { ArchivedMailsReader } from './archived-mails.reader.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';

const FILE_ERRORS = [ATTACHMENTS.blobMissing, ATTACHMENTS.storeUnavailable, ATTACHMENTS.rangeNotSatisfiable, ...CLOSED];

/** Mails from before the cutover, of the caller's units. */
@Controller('archived-mails')
@Access('clerk', 'leader', 'member')
export class ArchivedMailsController {
  constructor(
    private readonly reader: ArchivedMailsReader,
    private readonly page: ArchivedMailPage,
    private readonly downloads: AttachmentDownloads,
    private readonly gate: ScanGate,
  ) {}

  /** Newest first. */
  @Get()
  @Fails(REQUEST.notFound, REQUEST.badCursor)
  list(@Caller() caller: Principal, @Query() query: ArchivedMailsQuery): Promise<ArchivedMailPageWire> {
    return this.reader.list(caller, query);
  }

  /** Who, when, what, and its text. */
  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<ArchivedMailWire> {
    return this.reader.one(caller, id);
  }

  /** Its HTML, for a sandboxed frame: without scripts and without anything from elsewhere. */
  @Get(':id/page')
  @AnswersFile('text/html')
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.noHtml, ATTACHMENTS.blobMissing, ATTACHMENTS.storeUnavailable)
  async html(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const html = await this.page.of(caller, id);
    reply.headers(MAIL_PAGE_HEADERS).send(html);
  }

  /** The bytes as they came, with everything in them; so everything in them must have passed the scanner. */
  @Get(':id/raw')
  @AnswersAttachment()
  @Fails(REQUEST.notFound, ...FILE_ERRORS)
  async raw(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { raw, parts } = await this.reader.files(caller, id);
    await this.gate.refuse(parts);
    await this.downloads.send(request, reply, raw, { inline: false });
  }

  /** A file of the mail, with Range, If-Range and If-None-Match; the ETag is the SHA-256. */
  @Get(':id/attachments/:attachmentId/content')
  @AnswersAttachment()
  @Fails(REQUEST.notFound, ...FILE_ERRORS)
  async file(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('attachmentId') attachmentId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { parts } = await this.reader.files(caller, id);
    const part = parts.find((one) => one.id === attachmentId);
    if (!part) throw REQUEST.notFound();
    await this.downloads.send(request, reply, part, { inline: true });
  }
}
