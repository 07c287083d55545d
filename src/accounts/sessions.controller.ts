import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { RESTRICTED } from '../platform/access/restriction.errors.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { deviceOf } from './opened-session.ts';
import { SessionCookies } from './session-cookies.ts';
import { OwnSessionPageWire, SessionWire, WhoWire } from './session.wire.ts';
import { SignInBody } from './sessions.dto.ts';
import { SessionsReader } from './sessions.reader.ts';
import { Sessions } from './sessions.service.ts';
import { SignIn } from './sign-in.service.ts';

/** Signing in and out. */
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly entry: SignIn,
    private readonly sessions: Sessions,
    private readonly reader: SessionsReader,
    private readonly cookies: SessionCookies,
  ) {}

  /** Signs in: opens a session and sets its cookies. */
  @Post()
  @Access('public')
  @Fails(
    ACCOUNTS.wrongCredentials,
    ACCOUNTS.secondFactorNeeded,
    ACCOUNTS.wrongSecondFactor,
    ACCOUNTS.tooManyTries,
    ACCOUNTS.signInBusy,
    ACCOUNTS.samplePasswordRefused,
    REQUEST.crossSite,
  )
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionWire> {
    return this.cookies.present(reply, await this.entry.signIn(body, deviceOf(request)));
  }

  /** A new access token for the refresh cookie, which is replaced; an old refresh cookie ends the session. */
  @Post('renewal')
  @Access('public')
  @Fails(ACCESS.signInFirst, REQUEST.crossSite)
  async renew(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionWire> {
    return this.cookies.present(reply, await this.sessions.renew(this.cookies.refreshOf(request), deviceOf(request)));
  }

  /** The caller's open sessions, newest first. */
  @Get()
  @Access('signed-in')
  @Fails(RESTRICTED.changePasswordFirst, RESTRICTED.setUpSecondFactorFirst)
  own(@Caller() caller: Principal, @Query() page: PageQuery): Promise<OwnSessionPageWire> {
    return this.reader.own(caller, page);
  }

  /** Who am I, and which posts do I hold now? */
  @Get('current')
  @Access('signed-in')
  current(@Caller() caller: Principal): Promise<WhoWire> {
    return this.reader.whoIs(caller);
  }

  /** Signs out: ends this session and removes its cookies. */
  @Delete('current')
  @Access('signed-in')
  @HttpCode(204)
  async signOut(@Caller() caller: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(caller);
    this.cookies.clear(reply);
  }

  /** Ends one of the caller's own sessions, such as one left open on another computer. */
  @Delete(':id')
  @Access('signed-in')
  @HttpCode(204)
  @Fails(REQUEST.notFound)
  endOwn(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.sessions.endOwn(caller, id);
  }
}
