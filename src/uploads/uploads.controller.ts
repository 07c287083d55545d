import { Controller, Delete, Get, Head, HttpCode, Options, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS } from '../platform/access/access.errors.ts';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { TakesPieces } from '../platform/http/takes-files.decorator.ts';
import { UPLOADS } from './uploads.errors.ts';
import { UploadPageWire, UploadWire } from './upload.wire.ts';
import { Uploading } from './uploading.service.ts';

const BYTES = { schema: { type: 'string', format: 'binary' }, required: false } as const;
const TUS = { name: 'Tus-Resumable', required: true, schema: { type: 'string', const: '1.0.0' } };
const OFFSET = { name: 'Upload-Offset', required: true, schema: { type: 'integer' } };
const LENGTH = { name: 'Upload-Length', required: true, schema: { type: 'integer' } };
const CHECKSUM = { name: 'Upload-Checksum', required: false, schema: { type: 'string' } };
const METADATA = {
  name: 'Upload-Metadata',
  required: true,
  description: '`filename`, and perhaps `unitId` and `sha256` of the whole; values in base64.',
  schema: { type: 'string' },
} as const;

/** What can go wrong with bytes, whichever request brings them. */
const WITH_BYTES = [
  UPLOADS.versionNeeded,
  UPLOADS.badHeader,
  UPLOADS.badChecksum,
  UPLOADS.checksumMismatch,
  UPLOADS.contentMismatch,
  UPLOADS.beyondLength,
  UPLOADS.wrongOffset,
  UPLOADS.cut,
  UPLOADS.busy,
  ATTACHMENTS.typeRefused,
  ATTACHMENTS.quotaExceeded,
  ATTACHMENTS.diskFull,
  ATTACHMENTS.storeUnavailable,
  REQUEST.notFound,
] as const;

/** Large files over weak lines, in as many pieces as it takes: tus 1.0 (https://tus.io). What has arrived is never sent again. */
@Controller('uploads')
@Access('clerk', 'leader', 'member')
export class UploadsController {
  constructor(private readonly uploading: Uploading) {}

  /** Which parts of tus are spoken, and how large a file may be: Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm. */
  @Options()
  @HttpCode(204)
  options(
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.uploading.options(caller, request, reply);
  }

  /** Your unfinished uploads, newest first: to go on after a restart. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<UploadPageWire> {
    return this.uploading.list(caller, query);
  }

  /** Begins an upload; Location is its address. The body may bring the first bytes. */
  @Post()
  @TakesPieces()
  @ApiHeader(TUS)
  @ApiHeader(LENGTH)
  @ApiHeader(METADATA)
  @ApiHeader(CHECKSUM)
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody(BYTES)
  @Fails(
    ...WITH_BYTES,
    UPLOADS.badMetadata,
    UPLOADS.lengthNeeded,
    UPLOADS.tooManyOpen,
    UPLOADS.tooMuchOpen,
    ATTACHMENTS.badName,
    ATTACHMENTS.nameTooLong,
    ATTACHMENTS.emptyFile,
    ATTACHMENTS.tooLarge,
    ACCESS.unitNeeded,
  )
  create(
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadWire> {
    return this.uploading.create(caller, request, reply);
  }

  /**
   * Where to go on: Upload-Offset. When all bytes are there, Upload-Attachment-Id is the file they became.
   */
  // Before GET, or the router would make its own HEAD of that.
  @Head(':id')
  @HttpCode(204)
  @ApiHeader(TUS)
  @Fails(...WITH_BYTES, UPLOADS.gone)
  head(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.uploading.look(caller, id, request, reply);
  }

  /** An upload of yours, as JSON. */
  @Get(':id')
  @Fails(REQUEST.notFound, UPLOADS.gone)
  one(@Caller() caller: Principal, @Id() id: string): Promise<UploadWire> {
    return this.uploading.one(caller, id);
  }

  /**
   * Brings the next bytes. The last ones make it a file, and the answer says which in Upload-Attachment-Id. Of two requests at once
   * the newer wins.
   */
  @Patch(':id')
  @HttpCode(204)
  @TakesPieces()
  @ApiHeader(TUS)
  @ApiHeader(OFFSET)
  @ApiHeader(CHECKSUM)
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody(BYTES)
  @Fails(...WITH_BYTES, UPLOADS.gone)
  write(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.uploading.write(caller, id, request, reply);
  }

  /** Forgets an upload and its bytes; the file that a finished one became stays. */
  @Delete(':id')
  @HttpCode(204)
  @ApiHeader(TUS)
  @Fails(
    UPLOADS.versionNeeded,
    UPLOADS.badHeader,
    UPLOADS.badChecksum,
    UPLOADS.busy,
    UPLOADS.cut,
    UPLOADS.gone,
    REQUEST.notFound,
  )
  remove(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.uploading.remove(caller, id, request, reply);
  }
}
