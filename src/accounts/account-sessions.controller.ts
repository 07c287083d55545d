import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { AccountSessions } from './account-sessions.service.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { OwnSessionPageWire } from './session.wire.ts';

/** How a person is signed in, for administrators over every unit where the person holds a post. */
@Controller('accounts/:id')
export class AccountSessionsController {
  constructor(private readonly sessions: AccountSessions) {}

  /** The person's open sessions, newest first. */
  @Get('sessions')
  @Access('admin')
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  list(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<OwnSessionPageWire> {
    return this.sessions.list(caller, id, page);
  }

  /** Ends all of them; the person's next request is refused. */
  @Delete('sessions')
  @Access('admin')
  @HttpCode(204)
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  endAll(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.sessions.endAll(caller, id);
  }

  /** Ends one of them. */
  @Delete('sessions/:sessionId')
  @Access('admin')
  @HttpCode(204)
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  endOne(@Caller() caller: Principal, @Id() id: string, @Id('sessionId') sessionId: string): Promise<void> {
    return this.sessions.endOne(caller, id, sessionId);
  }

  /** Removes the second factor of somebody who lost phone and recovery codes. Ends the sessions; the person gets a mail. */
  @Delete('second-factor')
  @Access('admin')
  @HttpCode(204)
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach, ACCOUNTS.ownSecondFactor)
  removeSecondFactor(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.sessions.removeSecondFactor(caller, id);
  }
}
