import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { DamagedFiles } from './damaged-files.reader.ts';
import { DamagedFilesWire } from './damaged-files.wire.ts';

/** Stored files that are missing or no longer what was uploaded. */
@Controller('damaged-files')
export class DamagedFilesController {
  constructor(private readonly damaged: DamagedFiles) {}

  /** Those of the caller's units and the ones below, the oldest finding first. Uploading the same file again heals it. */
  @Get()
  @Access('admin')
  @Fails(REQUEST.badCursor)
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<DamagedFilesWire> {
    return this.damaged.list(caller, query);
  }
}
