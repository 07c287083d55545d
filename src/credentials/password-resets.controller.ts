import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Access } from '../platform/access/access.decorator.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import { RedeemPasswordResetBody, RequestPasswordResetBody } from './password-resets.dto.ts';
import { PasswordResets } from './password-resets.service.ts';
import { PasswordResetRequestedWire } from './password-resets.wire.ts';

/** For people who forgot their password and have an e-mail address here. */
@Controller('password-resets')
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResets) {}

  /** Mails a link to the address of the account, if there is one; the answer never tells. */
  @Post()
  @Access('public')
  @HttpCode(202)
  @Fails(CREDENTIALS.tooManyRequests)
  request(@Body() body: RequestPasswordResetBody, @Req() request: FastifyRequest): Promise<PasswordResetRequestedWire> {
    return this.resets.request(body.login, request.ip);
  }

  /** Sets a new password with the token of the newest mail, once; ends all sessions. Then sign in, with the second factor if there is one. */
  @Post('redemptions')
  @Access('public')
  @HttpCode(204)
  @Fails(CREDENTIALS.linkSpent, CREDENTIALS.tooManyRequests, ACCOUNTS.weakPassword, ACCOUNTS.signInBusy)
  redeem(@Body() body: RedeemPasswordResetBody, @Req() request: FastifyRequest): Promise<void> {
    return this.resets.redeem(body.token, body.password, request.ip);
  }
}
