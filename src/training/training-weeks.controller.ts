import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers, AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { BookingLists } from './booking-lists.service.ts';
import { SHEETS, TrainingDownloads } from './training.downloads.ts';
import { TrainingSessions } from './training-sessions.service.ts';
import { TrainingUnitsReader } from './training-units.reader.ts';
import { TrainingWeeksReader } from './training-weeks.reader.ts';
import { TrainingWeeks } from './training-weeks.service.ts';
import { AttendanceQuery, BookingListBody, TrainingUnitsQuery } from './bookings.dto.ts';
import { NewSessionBody, NewWeekBody, SessionChangeBody, TrainingReasonBody, WeekChangeBody } from './training.dto.ts';
import { TRAINING } from './training.errors.ts';
import {
  AssignedWire,
  BookedListWire,
  TrainingSessionPageWire,
  TrainingSessionWire,
  TrainingUnitPageWire,
  TrainingWeekPageWire,
  TrainingWeekWire,
} from './training.wire.ts';

/** Training weeks (tuần tập huấn): those who invite arrange them, those invited see them. */
@Controller()
export class TrainingWeeksController {
  constructor(
    private readonly reader: TrainingWeeksReader,
    private readonly weeks: TrainingWeeks,
    private readonly sessions: TrainingSessions,
    private readonly units: TrainingUnitsReader,
    private readonly lists: BookingLists,
    private readonly downloads: TrainingDownloads,
  ) {}

  /** Weeks of the caller’s units, of those above them, and of those they administer; the one that begins last first. */
  @Get('training-weeks')
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<TrainingWeekPageWire> {
    return this.reader.list(caller, page);
  }

  @Get('training-weeks/:id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<TrainingWeekWire> {
    return this.reader.one(caller, id);
  }

  /** Announces a week; its sessions are made by rule from the office hours of the working calendar. */
  @Post('training-weeks')
  @Access('admin')
  @Fails(REQUEST.notFound, ACCESS.unitNeeded, TRAINING.weekTooLong, TRAINING.noSessions)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewWeekBody,
  ): Promise<TrainingWeekWire> {
    return this.weeks.create(caller, repeat, body);
  }

  @Patch('training-weeks/:id')
  @Access('admin')
  @Fails(REQUEST.notFound, REQUEST.stale)
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: WeekChangeBody,
  ): Promise<TrainingWeekWire> {
    return this.weeks.change(caller, id, version, body);
  }

  /** In order of time, with the places left. */
  @Get('training-weeks/:id/sessions')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  listSessions(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() page: PageQuery,
  ): Promise<TrainingSessionPageWire> {
    return this.reader.sessions(caller, id, page);
  }

  /** One more session; a make-up session may lie after the week. */
  @Post('training-weeks/:id/sessions')
  @Access('admin')
  @Fails(REQUEST.notFound, TRAINING.badTime, TRAINING.clash, TRAINING.sessionOver)
  addSession(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewSessionBody,
  ): Promise<TrainingSessionWire> {
    return this.sessions.add(caller, id, repeat, body);
  }

  /** Whoever has a place is told of another time or place. */
  @Patch('training-sessions/:id')
  @Access('admin')
  @Fails(REQUEST.notFound, REQUEST.stale, TRAINING.badTime, TRAINING.clash, TRAINING.sessionOver, TRAINING.tooFewPlaces)
  changeSession(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: SessionChangeBody,
  ): Promise<TrainingSessionWire> {
    return this.sessions.change(caller, id, version, body);
  }

  /** Whoever had a place gets another one at once where there is one, or waits in front of those who booked later. */
  @Post('training-sessions/:id/cancellation')
  @Access('admin')
  @Answers(TrainingSessionWire)
  @Fails(REQUEST.notFound, TRAINING.sessionOver)
  cancelSession(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: TrainingReasonBody,
  ): Promise<Outcome<TrainingSessionWire>> {
    return this.sessions.cancel(caller, id, body.reason);
  }

  /** Every unit that is invited and where it stands, in order of codes: who has not answered, who has named nobody. */
  @Get('training-weeks/:id/units')
  @Access('admin')
  @Fails(REQUEST.notFound)
  listUnits(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() query: TrainingUnitsQuery,
  ): Promise<TrainingUnitPageWire> {
    return this.units.list(caller, id, query);
  }

  /** Books for many units at once, from a list. Rows that cannot be booked are named; the others are. */
  @Post('training-weeks/:id/booking-lists')
  @Access('admin')
  @Fails(REQUEST.notFound)
  bookList(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: BookingListBody,
  ): Promise<BookedListWire> {
    return this.lists.book(caller, id, repeat, body);
  }

  /** Gives a place to every unit that has none: wishes first, the rest spread evenly. What has a place stays. */
  @Post('training-weeks/:id/assignments')
  @Access('admin')
  @Fails(REQUEST.notFound)
  assign(@Caller() caller: Principal, @Id() id: string): Promise<AssignedWire> {
    return this.lists.assignRest(caller, id);
  }

  /** Who is expected and who came, to print and sign or as an Excel table; of one session, or of all. */
  @Get('training-weeks/:id/attendance/:name')
  @Access('signed-in')
  @ApiParam({ name: 'name', enum: SHEETS })
  @AnswersFile('*/*')
  @Fails(REQUEST.notFound, TRAINING.noSuchSession)
  sheet(
    @Caller() caller: Principal,
    @Id() id: string,
    @Param('name') name: string,
    @Query() query: AttendanceQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.sheet(caller, id, name, query.sessionId ?? null, reply);
  }
}
