import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { deviceOf } from '../accounts/opened-session.ts';
import { SessionCookies } from '../accounts/session-cookies.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { AttemptCookie } from './attempt-cookie.ts';
import { PageFilter } from './page.filter.ts';
import { continuationPage, PAGE_HEADERS } from './pages.ts';
import { BeginQuery, LinkingBody } from './single-sign-on.dto.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';
import { SingleSignOn } from './single-sign-on.service.ts';
import { LinkingWire } from './single-sign-on.wire.ts';

/** Signing in through an OpenID Connect provider. Addresses for browsers: errors come as a page to whoever asks for one. */
@Controller('single-sign-on')
export class SingleSignOnController {
  constructor(
    private readonly signOn: SingleSignOn,
    private readonly attempts: AttemptCookie,
    private readonly cookies: SessionCookies,
  ) {}

  /** Sends the browser to the provider, with a cookie that binds the sign-in to it for ten minutes. */
  @Get()
  @Access('public')
  @HttpCode(302)
  @UseFilters(PageFilter)
  @Fails(SINGLE_SIGN_ON.off, SINGLE_SIGN_ON.providerUnavailable, SINGLE_SIGN_ON.wrongAnswer)
  async begin(@Query() { returnTo }: BeginQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { url, attempt } = await this.signOn.begin(returnTo);
    this.attempts.give(reply, attempt);
    void reply.header('location', url).header('cache-control', 'no-store');
  }

  /** Where the provider sends the browser back to: opens the session, or links, and goes on to a page of this site. */
  @Get('callback')
  @Access('public')
  @UseFilters(PageFilter)
  @AnswersFile('text/html')
  @Fails(
    SINGLE_SIGN_ON.off,
    SINGLE_SIGN_ON.lost,
    SINGLE_SIGN_ON.denied,
    SINGLE_SIGN_ON.wrongAnswer,
    SINGLE_SIGN_ON.providerUnavailable,
    SINGLE_SIGN_ON.noAccount,
    SINGLE_SIGN_ON.identityTaken,
    SINGLE_SIGN_ON.alreadyLinked,
    ACCOUNTS.samplePasswordRefused,
    ACCESS.signInFirst,
  )
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const attempt = this.attempts.take(request, reply);
    const opened = await this.signOn.end(attempt, queryOf(request), deviceOf(request));
    if (opened) this.cookies.give(reply, opened);
    void reply.headers(PAGE_HEADERS).type('text/html; charset=utf-8');
    return continuationPage(attempt?.returnTo ?? '/');
  }

  /** Begins to link the caller's account with an identity at the provider; the browser then goes to the `url`. */
  @Post('linking')
  @Access('signed-in')
  @Fails(
    SINGLE_SIGN_ON.off,
    SINGLE_SIGN_ON.providerUnavailable,
    SINGLE_SIGN_ON.wrongAnswer,
    ACCOUNTS.wrongCurrentPassword,
    ACCOUNTS.tooManyTries,
    ACCOUNTS.signInBusy,
  )
  async beginLinking(
    @Caller() caller: Principal,
    @Body() body: LinkingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkingWire> {
    const { url, attempt } = await this.signOn.beginLinking(caller, body);
    this.attempts.give(reply, attempt);
    return { url };
  }
}

/** As sent: a value given twice must be seen twice. */
function queryOf({ raw }: FastifyRequest): string {
  return new URL(raw.url ?? '', 'http://any').search;
}
