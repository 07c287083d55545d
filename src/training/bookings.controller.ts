import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
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
import { BookingsReader } from './bookings.reader.ts';
import { Bookings } from './bookings.service.ts';
import { TrainingDoor } from './door.service.ts';
import { TrainingFeeds } from './feeds.service.ts';
import { TrainingDownloads } from './training.downloads.ts';
import { BookBody, BookingChangeBody, BookingsQuery, CheckInBody, NewFeedBody } from './bookings.dto.ts';
import { TRAINING } from './training.errors.ts';
import {
  MadeBookingWire,
  MadeFeedWire,
  TrainingBookingPageWire,
  TrainingBookingWire,
  TrainingFeedPageWire,
  TrainingFeedWire,
} from './training.wire.ts';

/** Bookings for training: one person of each unit; the door; the trainer’s calendar. */
@Controller()
export class TrainingBookingsController {
  constructor(
    private readonly reader: BookingsReader,
    private readonly bookings: Bookings,
    private readonly door: TrainingDoor,
    private readonly feeds: TrainingFeeds,
    private readonly downloads: TrainingDownloads,
  ) {}

  /** Those of the caller’s units, and all of a week for whoever works at the unit that invites; in order of codes. */
  @Get('training-bookings')
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() query: BookingsQuery): Promise<TrainingBookingPageWire> {
    return this.reader.list(caller, query);
  }

  @Get('training-bookings/:id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<TrainingBookingWire> {
    return this.reader.one(caller, id);
  }

  /** Books for a unit. Exactly one person comes: where somebody was named before, the answer says whom the new one replaces. */
  @Post('training-weeks/:id/bookings')
  @Access('clerk', 'leader', 'admin')
  @Fails(
    REQUEST.notFound,
    ACCESS.unitNeeded,
    TRAINING.notInvited,
    TRAINING.attendedAlready,
    TRAINING.full,
    TRAINING.sessionOver,
    TRAINING.noSuchSession,
    TRAINING.crowded,
  )
  book(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: BookBody,
  ): Promise<MadeBookingWire> {
    return this.bookings.book(caller, id, repeat, body);
  }

  /** Another person, another session, or both; with `wait` the place is kept until the other one is free. */
  @Patch('training-bookings/:id')
  @Access('clerk', 'leader', 'admin')
  @Fails(REQUEST.notFound, REQUEST.stale, TRAINING.notNow, TRAINING.full, TRAINING.sessionOver, TRAINING.noSuchSession)
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: BookingChangeBody,
  ): Promise<TrainingBookingWire> {
    return this.bookings.change(caller, id, version, body);
  }

  /** The place goes to the next who waits. */
  @Post('training-bookings/:id/cancellation')
  @Access('clerk', 'leader', 'admin')
  @Answers(TrainingBookingWire)
  @Fails(REQUEST.notFound, TRAINING.notNow, TRAINING.sessionOver)
  cancel(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.bookings.cancel(caller, id);
  }

  /** The invitation to print, with the QR code for the door. */
  @Get('training-bookings/:id/ticket')
  @Access('signed-in')
  @AnswersFile('application/pdf')
  @Fails(REQUEST.notFound, TRAINING.notNow)
  ticket(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.ticket(caller, id, reply);
  }

  /** The session of the booking for a calendar program (RFC 5545). */
  @Get('training-bookings/:id/calendar')
  @Access('signed-in')
  @AnswersFile('text/calendar')
  @Fails(REQUEST.notFound, TRAINING.notNow)
  calendar(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.calendar(caller, id, reply);
  }

  /** At the door by the QR code of the invitation; twice is once. */
  @Post('training-check-ins')
  @Access('signed-in')
  @Answers(TrainingBookingWire)
  @Fails(TRAINING.badCode, TRAINING.wrongTime, TRAINING.notNow, TRAINING.attendedAlready)
  checkInByCode(@Caller() caller: Principal, @Body() body: CheckInBody): Promise<Outcome<TrainingBookingWire>> {
    return this.door.byCode(caller, body.code);
  }

  /** At the door by name. */
  @Post('training-bookings/:id/check-in')
  @Access('signed-in')
  @Answers(TrainingBookingWire)
  @Fails(REQUEST.notFound, TRAINING.wrongTime, TRAINING.notNow, TRAINING.attendedAlready)
  checkIn(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.door.checkIn(caller, id, 'name');
  }

  /** The wrong name was pressed: within a quarter of an hour of checking in. */
  @Post('training-bookings/:id/check-in-undoing')
  @Access('signed-in')
  @Answers(TrainingBookingWire)
  @Fails(REQUEST.notFound, TRAINING.tooLateToUndo, TRAINING.notNow)
  undoCheckIn(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.door.undoCheckIn(caller, id);
  }

  /** Did not come; by itself half an hour after the end. The unit may book again. */
  @Post('training-bookings/:id/absence')
  @Access('signed-in')
  @Answers(TrainingBookingWire)
  @Fails(REQUEST.notFound, TRAINING.notYetBegun, TRAINING.notNow)
  markAbsent(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.door.markAbsent(caller, id);
  }

  /** An address for the trainer’s calendar program; shown once. */
  @Post('training-weeks/:id/feeds')
  @Access('admin')
  @Fails(REQUEST.notFound)
  makeFeed(@Caller() caller: Principal, @Id() id: string, @Body() body: NewFeedBody): Promise<MadeFeedWire> {
    return this.feeds.make(caller, id, body);
  }

  @Get('training-weeks/:id/feeds')
  @Access('admin')
  @Fails(REQUEST.notFound)
  listFeeds(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<TrainingFeedPageWire> {
    return this.feeds.list(caller, id, page);
  }

  /** The address stops working. */
  @Post('training-feeds/:id/revocation')
  @Access('admin')
  @Answers(TrainingFeedWire)
  @Fails(REQUEST.notFound)
  revokeFeed(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<TrainingFeedWire>> {
    return this.feeds.revoke(caller, id);
  }

  /** The sessions as a calendar (RFC 5545), for programs that cannot sign in; whoever knows the address can read it. */
  @Get('training-feeds/:token')
  @Access('public')
  @AnswersFile('text/calendar')
  @Fails(REQUEST.notFound)
  feed(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.feed(token, reply);
  }
}
