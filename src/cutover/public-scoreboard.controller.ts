import { Controller, Get, Query } from '@nestjs/common';
import { Access } from '../platform/access/access.decorator.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { PublicScoreboardWire } from './cutover.wire.ts';
import { Scoreboard } from './scoreboard.service.ts';

/** For everybody, when the office has switched it on. */
@Controller('public')
@Access('public')
export class PublicScoreboardController {
  constructor(private readonly scoreboard: Scoreboard) {}

  /** How far the move is. Nothing is here while it is off. */
  @Get('cutover-scoreboard')
  @Fails(REQUEST.notFound)
  board(@Query() page: PageQuery): Promise<PublicScoreboardWire> {
    return this.scoreboard.everybodys(page);
  }
}
