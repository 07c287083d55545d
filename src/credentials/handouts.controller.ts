import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import { HandingBook } from './handing-book.service.ts';
import { HandingsReader } from './handings.reader.ts';
import { Handings } from './handings.service.ts';
import { HandingBody, HandingBookQuery, HandingsQuery, HandoutsBody } from './handouts.dto.ts';
import { Handouts } from './handouts.service.ts';
import { HandingPageWire, NotedHandingsWire } from './handouts.wire.ts';

/** Slips on paper: printing them issues the codes; the book says who got which. */
@Controller()
@Access('admin')
export class HandoutsController {
  constructor(
    private readonly handouts: Handouts,
    private readonly handings: Handings,
    private readonly reader: HandingsReader,
    private readonly book: HandingBook,
  ) {}

  /**
   * Issues codes as `POST /activation-codes` does and answers them as slips to print, one A4 page for each person, of a whole tree in one
   * file. A code can be read on its page and nowhere else; printing again makes a new one and voids it.
   */
  @Post('handouts')
  @HttpCode(200)
  @AnswersFile('application/pdf')
  @Fails(
    CREDENTIALS.oneTarget,
    CREDENTIALS.ownAccount,
    CREDENTIALS.accountNotActive,
    CREDENTIALS.nothingToPrint,
    REQUEST.notFound,
    ACCOUNTS.beyondReach,
    ACCOUNTS.noSuchUnit,
    ACCOUNTS.notApproved,
  )
  print(@Caller() caller: Principal, @Body() body: HandoutsBody, @Res() reply: FastifyReply): Promise<void> {
    return this.handouts.print(caller, body, reply);
  }

  /** Notes who took slips. What stands in the book already stays as it stands there. */
  @Post('handout-handings')
  @Fails(REQUEST.notFound, CREDENTIALS.slipVoid, CREDENTIALS.badHandingTime)
  note(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: HandingBody,
  ): Promise<NotedHandingsWire> {
    return this.handings.note(caller, repeat, body);
  }

  /** The book, newest first: who handed which slip to whom. */
  @Get('handout-handings')
  list(@Caller() caller: Principal, @Query() query: HandingsQuery): Promise<HandingPageWire> {
    return this.reader.list(caller, query);
  }

  /** The book to print and sign: every slip that counts at the unit and below, by unit, handed over or not. */
  @Get('handout-handings/book')
  @AnswersFile('application/pdf')
  @Fails(REQUEST.notFound, ACCESS.unitNeeded)
  printBook(@Caller() caller: Principal, @Query() query: HandingBookQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.book.print(caller, query.unitId, reply);
  }
}
