import { Body, Controller, Get, Post } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { HandOverBody } from './custody.dto.ts';
import { CUSTODY } from './custody.errors.ts';
import { Custody } from './custody.service.ts';
import { HandoverWire, ObligationsWire } from './custody.wire.ts';
import { ObligationsReader } from './obligations.reader.ts';

/** Somebody leaves: what they had, and who has it now. */
@Controller('accounts/:id')
@Access('admin')
export class CustodyController {
  constructor(
    private readonly obligations: ObligationsReader,
    private readonly custody: Custody,
  ) {}

  /** Posts, open work and drafts of a person at the units the caller administers: what a handover would move. */
  @Get('obligations')
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  open(@Caller() caller: Principal, @Id() id: string): Promise<ObligationsWire> {
    return this.obligations.of(caller, id);
  }

  /** Hands posts, open work and drafts over to a successor, in one transaction. */
  @Post('handovers')
  @Fails(
    REQUEST.notFound,
    ACCOUNTS.beyondReach,
    ACCOUNTS.ownPost,
    ACCOUNTS.lastAdmin,
    ACCOUNTS.postHeld,
    CUSTODY.toThemselves,
    CUSTODY.noSuccessor,
    CUSTODY.nothingToHandOver,
  )
  handOver(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: HandOverBody,
  ): Promise<HandoverWire> {
    return this.custody.handOver(caller, id, repeat, body);
  }
}
