import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { UnitHistoryReader } from './unit-history.reader.ts';
import { UnitHistory } from './unit-history.service.ts';
import { TermPageWire, TermWire, UnitNamePageWire, UnitNameWire } from './unit.wire.ts';
import { NewNameBody, NewTermBody } from './units.dto.ts';
import { UNITS } from './units.errors.ts';

/** What a unit was called through time, and the terms of its committee. */
@Controller('units/:id')
export class UnitHistoryController {
  constructor(
    private readonly history: UnitHistory,
    private readonly reader: UnitHistoryReader,
  ) {}

  /** Its names, newest first. */
  @Get('names')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  names(@Id() id: string, @Query() query: PageQuery): Promise<UnitNamePageWire> {
    return this.reader.names(id, query);
  }

  /** Renames it from a day on; older documents keep the older name. */
  @Post('names')
  @Access('admin')
  @Answers(UnitNameWire)
  @Fails(REQUEST.notFound, UNITS.closed, UNITS.nameTaken)
  rename(@Caller() caller: Principal, @Id() id: string, @Body() body: NewNameBody): Promise<Outcome<UnitNameWire>> {
    return this.history.rename(caller, id, body);
  }

  /** Its terms, newest first. */
  @Get('terms')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  terms(@Id() id: string, @Query() query: PageQuery): Promise<TermPageWire> {
    return this.reader.terms(id, query);
  }

  /** Opens a term; the one running until then ends the day before. */
  @Post('terms')
  @Access('admin')
  @Answers(TermWire)
  @Fails(REQUEST.notFound, UNITS.closed, UNITS.termBackwards, UNITS.termOverlaps, UNITS.termOrdinalTaken)
  openTerm(@Caller() caller: Principal, @Id() id: string, @Body() body: NewTermBody): Promise<Outcome<TermWire>> {
    return this.history.openTerm(caller, id, body);
  }
}
