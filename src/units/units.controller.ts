import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { UnitDirectory } from './unit-directory.reader.ts';
import { UnitDetailWire, UnitPageWire, UnitWire } from './unit.wire.ts';
import { NewUnitBody, UnitChangeBody, UnitsQuery } from './units.dto.ts';
import { UNITS } from './units.errors.ts';
import { Units } from './units.service.ts';

/** The tree of organisations that send and receive. */
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: Units,
    private readonly directory: UnitDirectory,
  ) {}

  /** The directory, in Vietnamese order of names. */
  @Get()
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() query: UnitsQuery): Promise<UnitPageWire> {
    return this.directory.list(caller, query);
  }

  /** Enters a unit below one the caller administers. */
  @Post()
  @Access('admin')
  @Fails(UNITS.parentNotFound, UNITS.parentClosed, UNITS.codeTaken, UNITS.channelNotForKind, UNITS.emailNeeded)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewUnitBody,
  ): Promise<UnitWire> {
    return this.units.create(caller, repeat, body);
  }

  /** A unit with its names, terms and place in the tree. */
  @Get(':id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<UnitDetailWire> {
    return this.directory.one(caller, id);
  }

  /** Changes a unit, or moves it below another one. */
  @Patch(':id')
  @Access('admin')
  @Fails(
    REQUEST.notFound,
    REQUEST.stale,
    UNITS.closed,
    UNITS.codeTaken,
    UNITS.channelNotForKind,
    UNITS.emailNeeded,
    UNITS.parentNotFound,
    UNITS.parentClosed,
    UNITS.movedIntoItself,
    UNITS.moveFromAbove,
  )
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UnitChangeBody,
  ): Promise<UnitWire> {
    return this.units.change(caller, id, version, body);
  }
}
