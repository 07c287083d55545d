import { Body, Controller, Get, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentDownloads } from '../attachments/attachments.downloads.ts';
import { ATTACHMENTS, CLOSED } from '../attachments/attachments.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { SECRECY } from '../registers/secrecy.ts';
import { Drafts } from './drafts.service.ts';
import { DraftOutgoing, EditOutgoing, OutgoingQuery } from './outgoing.dto.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { WHO } from './outgoing.policy.ts';
import { viewerOf } from './held-document.ts';
import { OutgoingReader } from './outgoing.reader.ts';
import { OutgoingDocumentWire, OutgoingPageWire } from './outgoing.wire.ts';

const BAD_PARTS = [
  OUTGOING.unknownType,
  OUTGOING.unknownAttachments,
  OUTGOING.unknownUnits,
  OUTGOING.unknownGroups,
  OUTGOING.unknownDocuments,
  OUTGOING.badRecipient,
  OUTGOING.badRelation,
];

/** Văn bản đi: what the caller's units write and send. */
@Controller('outgoing-documents')
@Access(...STAFF)
export class OutgoingController {
  constructor(
    private readonly reader: OutgoingReader,
    private readonly drafts: Drafts,
    private readonly downloads: AttachmentDownloads,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Last changed first. */
  @Get()
  @Fails(REQUEST.notFound)
  list(@Caller() caller: Principal, @Query() query: OutgoingQuery): Promise<OutgoingPageWire> {
    return this.reader.list(caller, query);
  }

  /** Begins a draft. */
  @Post()
  @Fails(...BAD_PARTS, OUTGOING.unknownReply, SECRECY.refused, ACCESS.unitNeeded, REQUEST.notFound)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: DraftOutgoing,
  ): Promise<OutgoingDocumentWire> {
    return this.drafts.create(caller, repeat, body);
  }

  /** The whole document with its steps, dispatches and what the caller may do. */
  @Get(':id')
  @Fails(REQUEST.notFound)
  async one(@Caller() caller: Principal, @Id() id: string): Promise<OutgoingDocumentWire> {
    const document = await this.reader.document(this.database, caller, id);
    await this.audit.note(viewerOf(caller, document), {
      act: 'view',
      subjectType: 'outgoing-document',
      subjectId: id,
      unitId: document.unitId,
    });
    return document;
  }

  /** Changes a draft. */
  @Patch(':id')
  @Access(...WHO.edit)
  @Fails(...BAD_PARTS, OUTGOING.frozen, OUTGOING.notYours, SECRECY.refused, REQUEST.notFound, REQUEST.stale)
  edit(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: EditOutgoing,
  ): Promise<OutgoingDocumentWire> {
    return this.drafts.edit(caller, id, version, body);
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
    const { name, files } = await this.reader.files(caller, id);
    await this.downloads.sendZip(request, reply, name, files);
  }

  /** One file; supports Range. */
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
    const { files } = await this.reader.files(caller, id);
    const file = files.find((f) => f.id === attachmentId);
    if (!file) throw REQUEST.notFound();
    await this.downloads.send(request, reply, file, { inline: false });
  }
}
