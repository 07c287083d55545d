import { Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access } from '../platform/access/access.decorator.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { TakesForms } from '../platform/http/takes-files.decorator.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { NotificationChoices } from './notification-choices.service.ts';
import { NOTIFICATIONS } from './notifications.errors.ts';
import { askPage, donePage } from './unsubscribe.page.ts';

/** Under `no-referrer` browsers say `Origin: null` when the page's own button is pressed, which is refused as another site's. */
const REFERRER = 'same-origin';

/** Where the links in mails lead. Looking changes nothing: scanners follow every link. */
@Controller('unsubscriptions')
@Access('public')
export class UnsubscriptionsController {
  constructor(private readonly choices: NotificationChoices) {}

  /** A page with one button. */
  @Get(':token')
  @AnswersFile('text/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', REFERRER)
  @Fails(NOTIFICATIONS.badLink)
  ask(@Param('token') token: string): string {
    return askPage(this.choices.subscriptionOf(token).kind);
  }

  /** One press, there or in the mail program (RFC 8058): the kind becomes as quiet as it may be. Repeating it is harmless. */
  @Post(':token')
  @HttpCode(200)
  @TakesForms()
  @AnswersFile('text/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', REFERRER)
  @Fails(NOTIFICATIONS.badLink)
  async unsubscribe(@Param('token') token: string, @Req() request: FastifyRequest): Promise<string> {
    return donePage(await this.choices.unsubscribe(token, request.ip));
  }
}
