import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import type { Language } from '../platform/errors/problem.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { InLanguage } from '../platform/http/language.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { TakesFiles } from '../platform/http/takes-files.decorator.ts';
import { Answers, AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { IMPORT_KINDS } from './columns.policy.ts';
import { ImportDownloads } from './import-downloads.ts';
import { ExportQuery, ImportRowsQuery } from './imports.dto.ts';
import { IMPORTS } from './imports.errors.ts';
import { ImportsReader } from './imports.reader.ts';
import { Imports } from './imports.service.ts';
import { ImportPageWire, ImportRowPageWire, ImportWire } from './imports.wire.ts';
import { TEMPLATES } from './templates.ts';

const FORM = {
  type: 'object',
  required: ['file', 'kind'],
  properties: {
    kind: { type: 'string', enum: [...IMPORT_KINDS] },
    unitId: { type: 'string', format: 'uuid' },
    file: { type: 'string', format: 'binary' },
  },
};
const EXPORTS = ['units.csv', 'accounts.csv', 'legacy-inboxes.csv'];

/** Units, accounts and old inboxes from tables: looked at row by row before anything is written. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly reader: ImportsReader,
    private readonly downloads: ImportDownloads,
  ) {}

  /**
   * Takes in a CSV or Excel table (at most 20 MB, 50,000 rows) as the part `file` and has it checked; nothing else is written. `unitId`
   * is only needed from administrators of several units.
   */
  @Post()
  @Access('admin')
  @TakesFiles()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @Fails(
    IMPORTS.noFile,
    IMPORTS.emptyFile,
    IMPORTS.tooLarge,
    IMPORTS.notATable,
    IMPORTS.oldExcel,
    IMPORTS.encrypted,
    IMPORTS.badName,
    IMPORTS.uploadCut,
    IMPORTS.busy,
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
    @InLanguage() language: Language,
  ): Promise<ImportWire> {
    return this.imports.upload(caller, request, reply, repeat, language);
  }

  /** Imports for the units the caller administers and below, newest first. */
  @Get()
  @Access('admin')
  list(
    @Caller() caller: Principal,
    @Query() query: PageQuery,
    @InLanguage() language: Language,
  ): Promise<ImportPageWire> {
    return this.reader.list(caller, query, language);
  }

  /** An empty table with the right headings. In the Excel one every column is text, so that 007 stays 007. */
  @Get('templates/:name')
  @Access('admin')
  @ApiParam({ name: 'name', enum: TEMPLATES })
  @AnswersFile('*/*')
  @Fails(REQUEST.notFound)
  template(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.template(name, reply);
  }

  /** The units, accounts or old inboxes (without passwords) there are, in the columns of an import. Brought back unchanged, every row is `same`. */
  @Get('exports/:name')
  @Access('admin')
  @ApiParam({ name: 'name', enum: EXPORTS })
  @AnswersFile('text/csv')
  @Fails(REQUEST.notFound, ACCESS.unitNeeded)
  export(
    @Caller() caller: Principal,
    @Param('name') name: string,
    @Query() query: ExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.export(caller, name, query.unitId ?? null, reply);
  }

  /** How far it is, and what the check found. */
  @Get(':id')
  @Access('admin')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string, @InLanguage() language: Language): Promise<ImportWire> {
    return this.reader.one(caller, id, language);
  }

  /** What each row would do or did, in the order of the file; what the file does not name comes last. */
  @Get(':id/rows')
  @Access('admin')
  @Fails(REQUEST.notFound)
  rows(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() query: ImportRowsQuery,
    @InLanguage() language: Language,
  ): Promise<ImportRowPageWire> {
    return this.reader.rows(caller, id, query, language);
  }

  /** The same as a CSV file for Excel. */
  @Get(':id/result')
  @Access('admin')
  @AnswersFile('text/csv')
  @Fails(REQUEST.notFound)
  result(
    @Caller() caller: Principal,
    @Id() id: string,
    @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.result(caller, id, language, reply);
  }

  /** Writes what the check showed. A row about something that has changed since is left out and named. */
  @Post(':id/application')
  @Access('admin')
  @Answers(ImportWire)
  @Fails(REQUEST.notFound, IMPORTS.notChecked, IMPORTS.unreadable, IMPORTS.cancelled, IMPORTS.anotherApplies)
  apply(@Caller() caller: Principal, @Id() id: string, @InLanguage() language: Language): Promise<Outcome<ImportWire>> {
    return this.imports.apply(caller, id, language);
  }

  /** Gives it up, before it is applied. */
  @Post(':id/cancellation')
  @Access('admin')
  @Answers(ImportWire)
  @Fails(REQUEST.notFound, IMPORTS.unreadable, IMPORTS.begun)
  cancel(
    @Caller() caller: Principal,
    @Id() id: string,
    @InLanguage() language: Language,
  ): Promise<Outcome<ImportWire>> {
    return this.imports.cancel(caller, id, language);
  }
}
