import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { TakesFiles } from '../platform/http/takes-files.decorator.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import { MailImportPageWire, MailImportWire } from './mail-import.wire.ts';
import { MailImportsReader } from './mail-imports.reader.ts';
import { MailImports } from './mail-imports.service.ts';

const FORM = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };

/** Bringing over what is in the old inboxes. At the source nothing is ever changed. */
@Controller()
@Access('admin')
export class MailImportsController {
  constructor(
    private readonly imports: MailImports,
    private readonly reader: MailImportsReader,
    private readonly database: Database,
  ) {}

  /** Begins to read the inbox on its server, or goes on where the last import stopped. One at a time for each inbox. */
  @Post('legacy-inboxes/:id/mail-imports')
  @Answers(MailImportWire)
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.noImap, MAIL_ARCHIVE.alreadyImporting)
  start(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<MailImportWire>> {
    return this.imports.start(caller, id);
  }

  /** Newest first. */
  @Get('legacy-inboxes/:id/mail-imports')
  @Fails(REQUEST.notFound, REQUEST.badCursor)
  list(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<MailImportPageWire> {
    return this.reader.list(caller, id, page);
  }

  /** Takes mails from a file instead: an mbox, one .eml, or a .zip with a Maildir or with .eml files, as the part `file`. */
  @Post('legacy-inboxes/:id/mail-files')
  @TakesFiles()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @Fails(
    REQUEST.notFound,
    REQUEST.wrongMediaType,
    MAIL_ARCHIVE.alreadyImporting,
    MAIL_ARCHIVE.fileKindRefused,
    ATTACHMENTS.noFile,
    ATTACHMENTS.emptyFile,
    ATTACHMENTS.badName,
    ATTACHMENTS.nameTooLong,
    ATTACHMENTS.tooManyFiles,
    ATTACHMENTS.tooLarge,
    ATTACHMENTS.uploadCut,
    ATTACHMENTS.diskFull,
    ATTACHMENTS.storeUnavailable,
  )
  upload(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailImportWire> {
    return this.imports.upload(caller, id, request, reply);
  }

  /** How far it is. */
  @Get('mail-imports/:id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<MailImportWire> {
    return this.reader.one(this.database, caller, id);
  }

  /** Lets it rest until somebody resumes it. */
  @Post('mail-imports/:id/pause')
  @Answers(MailImportWire)
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.stateRefused)
  pause(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<MailImportWire>> {
    return this.imports.pause(caller, id);
  }

  /** Goes on with a paused one. */
  @Post('mail-imports/:id/resumption')
  @Answers(MailImportWire)
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.stateRefused)
  resume(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<MailImportWire>> {
    return this.imports.resume(caller, id);
  }

  /** Ends it. What was brought over stays. */
  @Post('mail-imports/:id/cancellation')
  @Answers(MailImportWire)
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.stateRefused)
  cancel(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<MailImportWire>> {
    return this.imports.cancel(caller, id);
  }
}
