import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { RemindersBody, RoadsQuery, ScoreboardBody } from './cutover.dto.ts';
import { CutoverReader } from './cutover.reader.ts';
import { CutoverWire, CutoverRemindersWire, ScoreboardSettingWire, UnitRoadPageWire } from './cutover.wire.ts';
import { Reminders } from './reminders.service.ts';
import { Scoreboard } from './scoreboard.service.ts';
import { UnitRoads } from './unit-roads.reader.ts';

/** The move from e-mail to the system, for those who lead it. */
@Controller('cutover')
@Access('admin')
export class CutoverController {
  constructor(
    private readonly reader: CutoverReader,
    private readonly roads: UnitRoads,
    private readonly reminders: Reminders,
    private readonly scoreboard: Scoreboard,
  ) {}

  /** Date, counts, what is in the way, what has happened: of the units the caller administers and everything below. */
  @Get()
  overview(@Caller() caller: Principal): Promise<CutoverWire> {
    return this.reader.overview(caller);
  }

  /** Every unit's road with what keeps it and whom to call, by code. Closed units, and those outside the system, have none. */
  @Get('units')
  units(@Caller() caller: Principal, @Query() query: RoadsQuery): Promise<UnitRoadPageWire> {
    return this.roads.list(caller, query);
  }

  /** Reminds through the old inboxes, until they are retired; each at most once a day. The mail holds nothing of any document. */
  @Post('reminders')
  @Fails(REQUEST.notFound)
  remind(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: RemindersBody,
  ): Promise<CutoverRemindersWire> {
    return this.reminders.remind(caller, repeat, body);
  }

  /** Whether everybody may see how far the move is. */
  @Get('scoreboard')
  shown(@Caller() caller: Principal): Promise<ScoreboardSettingWire> {
    return this.scoreboard.setting(caller);
  }

  /** Switches the public scoreboard, and the names on it, on or off. Only for administrators at the top of the tree. */
  @Put('scoreboard')
  show(@Caller() caller: Principal, @Body() body: ScoreboardBody): Promise<ScoreboardSettingWire> {
    return this.scoreboard.set(caller, body);
  }
}
