import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { TakesFiles } from '../platform/http/takes-files.decorator.ts';
import { AnswersAttachment } from './answers-attachment.decorator.ts';
import { AttachmentDownloads } from './attachments.downloads.ts';
import { ATTACHMENTS, CLOSED } from './attachments.errors.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { AttachmentsService } from './attachments.service.ts';
import { KnownContentBody } from './known.dto.ts';
import { AttachmentWire, toAttachmentWire, UploadedWire } from './attachment.wire.ts';

const FORM = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'array', items: { type: 'string', format: 'binary' } },
    unitId: { type: 'string', format: 'uuid' },
  },
};

/** Files, before and beside the documents they belong to. */
@Controller('attachments')
export class AttachmentsController {
  constructor(
    private readonly service: AttachmentsService,
    private readonly reader: AttachmentsReader,
    private readonly downloads: AttachmentDownloads,
  ) {}

  /**
   * Takes in up to 20 files as parts named `file`; all of them or none. Names stay as they are (NFC). `unitId` is only needed from
   * people with posts at several units.
   */
  @Post()
  @Access('clerk', 'leader', 'member')
  @TakesFiles()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @Fails(
    ATTACHMENTS.noFile,
    ATTACHMENTS.emptyFile,
    ATTACHMENTS.badName,
    ATTACHMENTS.nameTooLong,
    ATTACHMENTS.tooManyFiles,
    ATTACHMENTS.uploadCut,
    ATTACHMENTS.tooLarge,
    ATTACHMENTS.typeRefused,
    ATTACHMENTS.quotaExceeded,
    ATTACHMENTS.diskFull,
    ATTACHMENTS.storeUnavailable,
    ACCESS.unitNeeded,
    REQUEST.notFound,
    REQUEST.wrongMediaType,
    REQUEST.keyReused,
    REQUEST.inProgress,
  )
  upload(
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Repeat() repeat: RepeatKey | null,
  ): Promise<UploadedWire> {
    return this.service.upload(caller, request, reply, repeat);
  }

  /**
   * Makes a file of a content your unit has uploaded before, without sending it again. When the unit has no such content it is not
   * known, whoever else may have it: then upload it.
   */
  @Post('known')
  @Access('clerk', 'leader', 'member')
  @Fails(
    ATTACHMENTS.notKnown,
    ATTACHMENTS.badName,
    ATTACHMENTS.nameTooLong,
    ATTACHMENTS.typeRefused,
    ATTACHMENTS.blobMissing,
    ATTACHMENTS.storeUnavailable,
    ATTACHMENTS.quotaExceeded,
    ACCESS.unitNeeded,
    REQUEST.notFound,
  )
  known(
    @Caller() caller: Principal,
    @Body() body: KnownContentBody,
    @Repeat() repeat: RepeatKey | null,
  ): Promise<AttachmentWire> {
    return this.service.repeat(caller, body, repeat);
  }

  /** What is known of a file that one of your units uploaded. */
  @Get(':id')
  @Access('clerk', 'leader', 'member')
  @Fails(REQUEST.notFound)
  async one(@Caller() caller: Principal, @Id() id: string): Promise<AttachmentWire> {
    return toAttachmentWire(await this.reader.mine(caller, id));
  }

  /** Its bytes, with Range, If-Range and If-None-Match; the ETag is the SHA-256. */
  @Get(':id/content')
  @Access('clerk', 'leader', 'member')
  @AnswersAttachment()
  @Fails(
    REQUEST.notFound,
    ATTACHMENTS.rangeNotSatisfiable,
    ATTACHMENTS.blobMissing,
    ATTACHMENTS.storeUnavailable,
    ...CLOSED,
  )
  async content(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.downloads.send(request, reply, await this.reader.mine(caller, id), { inline: false });
  }
}
