import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentDownloads } from '../attachments/attachments.downloads.ts';
import { ATTACHMENTS, CLOSED } from '../attachments/attachments.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { SECRECY } from '../registers/secrecy.ts';
import { Entries } from './entries.service.ts';
import { InboxReader } from './inbox.reader.ts';
import { EnterIncoming, InboxQuery } from './incoming.dto.ts';
import { IncomingDownloads } from './incoming.downloads.ts';
import { INCOMING } from './incoming.errors.ts';
import { IncomingReader } from './incoming.reader.ts';
import { BoxWire, IncomingDocumentWire, IncomingPageWire } from './incoming.wire.ts';

/** Văn bản đến: what the caller's units have received. Nothing here counts as reading. */
@Controller('incoming-documents')
@Access(...STAFF)
export class IncomingController {
  constructor(
    private readonly inbox: InboxReader,
    private readonly reader: IncomingReader,
    private readonly entries: Entries,
    private readonly downloads: IncomingDownloads,
    private readonly sender: AttachmentDownloads,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The inbox, newest first, by box and filters. */
  @Get()
  @Fails(REQUEST.notFound)
  list(@Caller() caller: Principal, @Query() query: InboxQuery): Promise<IncomingPageWire> {
    return this.inbox.list(caller, query);
  }

  /** How many documents wait in each box. */
  @Get('boxes')
  boxes(@Caller() caller: Principal): Promise<BoxWire[]> {
    return this.inbox.boxes(caller);
  }

  /** Enters a document that came on paper or by mail. */
  @Post()
  @Access('clerk')
  @Fails(
    INCOMING.unknownType,
    INCOMING.arrivedInFuture,
    INCOMING.unknownAttachments,
    INCOMING.duplicate,
    SECRECY.refused,
    ACCESS.unitNeeded,
    REQUEST.notFound,
  )
  enter(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: EnterIncoming,
  ): Promise<IncomingDocumentWire> {
    return this.entries.enter(caller, repeat, body);
  }

  /** One document with its files, work and what the caller may do. Opening it is a separate act. */
  @Get(':id')
  @Fails(REQUEST.notFound)
  async one(@Caller() caller: Principal, @Id() id: string): Promise<IncomingDocumentWire> {
    const document = await this.reader.document(this.database, caller, id);
    await this.audit.note(caller.actFor(document.unitId, STAFF), {
      act: 'view',
      subjectType: 'incoming-document',
      subjectId: id,
      unitId: document.unitId,
    });
    return document;
  }

  /** All files in one zip. */
  @Get(':id/attachments.zip')
  @AnswersFile('application/zip')
  @Fails(REQUEST.notFound, ATTACHMENTS.blobMissing, ...CLOSED)
  async zip(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, files } = await this.downloads.all(caller, id, asking(request));
    await this.sender.sendZip(request, reply, name, files);
  }

  /** One file; supports Range. The download is stated in a receipt. */
  @Get(':id/attachments/:attachmentId/content')
  @AnswersFile('*/*')
  @Fails(REQUEST.notFound, ATTACHMENTS.blobMissing, ATTACHMENTS.rangeNotSatisfiable, ...CLOSED)
  async file(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('attachmentId') attachmentId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.downloads.one(caller, id, attachmentId, asking(request));
    await this.sender.send(request, reply, file, { inline: false });
  }
}

function asking(request: FastifyRequest) {
  const purpose = request.headers['sec-purpose'] ?? request.headers.purpose;
  return {
    method: request.method,
    purpose: typeof purpose === 'string' ? purpose : undefined,
    range: request.headers.range,
  };
}
