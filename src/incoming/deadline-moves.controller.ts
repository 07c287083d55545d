import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CalendarReasonBody } from '../calendar/calendar.dto.ts';
import { CALENDAR } from '../calendar/calendar.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { DeadlineMovesReader } from './deadline-moves.reader.ts';
import {
  DeadlineMovesPageWire,
  DeadlineRecalculationPageWire,
  DeadlineRecalculationWire,
} from './deadline-moves.wire.ts';
import { DeadlineRecalculations } from './deadline-recalculations.service.ts';

/** What a new working calendar does to deadlines that run already. */
@Controller()
@Access('admin')
export class DeadlineMovesController {
  constructor(
    private readonly reader: DeadlineMovesReader,
    private readonly recalculations: DeadlineRecalculations,
  ) {}

  /** Which running deadlines this version would move, from when to when; nothing is written. Looks at up to 20,000 open copies at once. */
  @Get('calendar-versions/:id/deadline-moves')
  @Fails(REQUEST.notFound, CALENDAR.rootOnly)
  preview(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<DeadlineMovesPageWire> {
    return this.reader.preview(caller, id, page);
  }

  /** Computes running deadlines anew with the version in force, in the background; every unit concerned is told once. */
  @Post('calendar-versions/:id/recalculations')
  @Fails(REQUEST.notFound, CALENDAR.rootOnly, CALENDAR.notInForce, CALENDAR.alreadyRunning)
  recalculate(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: CalendarReasonBody,
  ): Promise<DeadlineRecalculationWire> {
    return this.recalculations.ask(caller, id, repeat, body.reason);
  }

  @Get('deadline-recalculations')
  @Fails(CALENDAR.rootOnly)
  list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<DeadlineRecalculationPageWire> {
    return this.reader.list(caller, page);
  }

  @Get('deadline-recalculations/:id')
  @Fails(REQUEST.notFound, CALENDAR.rootOnly)
  one(@Caller() caller: Principal, @Id() id: string): Promise<DeadlineRecalculationWire> {
    return this.reader.one(caller, id);
  }
}
