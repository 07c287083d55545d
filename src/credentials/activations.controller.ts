import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { deviceOf } from '../accounts/opened-session.ts';
import { SessionCookies } from '../accounts/session-cookies.ts';
import { SessionWire } from '../accounts/session.wire.ts';
import { Access } from '../platform/access/access.decorator.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { ActivateBody } from './activation-codes.dto.ts';
import { Activation } from './activation.service.ts';
import { CREDENTIALS } from './credentials.errors.ts';

/** The first sign-in. */
@Controller('activations')
export class ActivationsController {
  constructor(
    private readonly activation: Activation,
    private readonly cookies: SessionCookies,
  ) {}

  /** Sets the person's own password with a one-time code, uses up the code, ends older sessions and opens a new one. */
  @Post()
  @Access('public')
  @Fails(
    CREDENTIALS.wrongCode,
    CREDENTIALS.codeSpent,
    CREDENTIALS.trainingFirst,
    ACCOUNTS.weakPassword,
    ACCOUNTS.secondFactorNeeded,
    ACCOUNTS.wrongSecondFactor,
    ACCOUNTS.tooManyTries,
    ACCOUNTS.signInBusy,
  )
  async activate(
    @Body() body: ActivateBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionWire> {
    return this.cookies.present(reply, await this.activation.activate(body, deviceOf(request)));
  }
}
