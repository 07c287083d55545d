import { Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator.ts';
import { Fails } from '../../errors/fails.decorator.ts';
import { REQUEST } from '../../errors/request.errors.ts';
import { CaughtMailWire } from './caught-mail.wire.ts';
import { LocalGuard } from './local.guard.ts';
import { MailCatcher } from './mail-catcher.ts';
import { listPage, mailPage } from './mail-pages.ts';

/** Shows caught mails to the developer; it is there only outside production and without SMTP_URL. */
@ApiExcludeController()
@Controller('dev')
@UseGuards(LocalGuard)
export class DevMailController {
  constructor(private readonly catcher: MailCatcher) {}

  @Get('mail')
  @Access('public')
  @Fails(REQUEST.noSuchRoute)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  list(): string {
    return listPage(this.catcher.list());
  }

  @Get('mail.json')
  @Access('public')
  @Fails(REQUEST.noSuchRoute)
  @Header('cache-control', 'no-store')
  json(): CaughtMailWire[] {
    return this.catcher.list();
  }

  @Get('mail/:n')
  @Access('public')
  @Fails(REQUEST.noSuchRoute, REQUEST.notFound)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  one(@Param('n') n: string): string {
    return mailPage(this.catcher.get(n));
  }
}
