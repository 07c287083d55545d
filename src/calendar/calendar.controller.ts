import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { CalendarVersions } from './calendar-versions.reader.ts';
import { CalendarDrafts } from './calendar-versions.service.ts';
import { CalendarChangeBody, DraftCalendarBody, EntryIntoForceBody } from './calendar.dto.ts';
import { CALENDAR } from './calendar.errors.ts';
import { CalendarVersionPageWire, CalendarVersionWire, WorkingCalendarWire } from './calendar.wire.ts';

/** Working days and office hours (lịch làm việc). */
@Controller()
export class CalendarController {
  constructor(
    private readonly database: Database,
    private readonly versions: CalendarVersions,
    private readonly drafts: CalendarDrafts,
  ) {}

  /** The version in force. */
  @Get('working-calendar')
  @Access('signed-in')
  current(): Promise<WorkingCalendarWire> {
    return this.versions.current();
  }

  /** All versions, the newest first; for administrators of a unit at the top of the tree, like everything below. */
  @Get('calendar-versions')
  @Access('admin')
  @Fails(CALENDAR.rootOnly)
  list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<CalendarVersionPageWire> {
    return this.versions.list(caller, page);
  }

  @Get('calendar-versions/:id')
  @Access('admin')
  @Fails(REQUEST.notFound, CALENDAR.rootOnly)
  one(@Caller() caller: Principal, @Id() id: string): Promise<CalendarVersionWire> {
    return this.versions.one(this.database, caller, id);
  }

  /** Begins a draft: a copy of the version in force or of another one. One draft at a time. */
  @Post('calendar-versions')
  @Access('admin')
  @Fails(REQUEST.notFound, CALENDAR.rootOnly, CALENDAR.draftExists)
  draft(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: DraftCalendarBody,
  ): Promise<CalendarVersionWire> {
    return this.drafts.draft(caller, repeat, body);
  }

  @Patch('calendar-versions/:id')
  @Access('admin')
  @Fails(REQUEST.notFound, REQUEST.stale, CALENDAR.rootOnly, CALENDAR.notDraft, CALENDAR.impossible)
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: CalendarChangeBody,
  ): Promise<CalendarVersionWire> {
    return this.drafts.change(caller, id, version, body);
  }

  /** From now on deadlines are computed with it; those that run keep what they were computed with until they are recalculated. */
  @Post('calendar-versions/:id/entry-into-force')
  @Access('admin')
  @Answers(CalendarVersionWire)
  @Fails(REQUEST.notFound, REQUEST.stale, CALENDAR.rootOnly, CALENDAR.notDraft, CALENDAR.baseMoved)
  putInForce(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: EntryIntoForceBody,
  ): Promise<Outcome<CalendarVersionWire>> {
    return this.drafts.putInForce(caller, id, body);
  }

  @Post('calendar-versions/:id/discarding')
  @Access('admin')
  @Answers(CalendarVersionWire)
  @Fails(REQUEST.notFound, CALENDAR.rootOnly, CALENDAR.notDraft)
  discard(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<CalendarVersionWire>> {
    return this.drafts.discard(caller, id);
  }
}
