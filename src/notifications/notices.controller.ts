import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { NoticePageWire, NoticeWire, UnreadWire } from './notice.wire.ts';
import { NoticesQuery, ReadingBody } from './notices.dto.ts';
import { NOTICES } from './notices.errors.ts';
import { NoticesReader } from './notices.reader.ts';
import { Notices } from './notices.service.ts';

/** The bell: what the caller was told. Reading a notice is never a receipt of the document it speaks of. */
@Controller('notices')
@Access('signed-in')
export class NoticesController {
  constructor(
    private readonly reader: NoticesReader,
    private readonly notices: Notices,
    private readonly database: Database,
  ) {}

  /** Newest first. What is a business of a unit where the caller holds no post any more is not shown. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: NoticesQuery): Promise<NoticePageWire> {
    return this.reader.list(caller, query);
  }

  /** The number at the bell. */
  @Get('unread')
  unread(@Caller() caller: Principal): Promise<UnreadWire> {
    return this.reader.unread(this.database, caller);
  }

  /** Marks many as read: all up to one of them, or all about one page. Answers with what is unread then. */
  @Post('reading')
  @Answers(UnreadWire)
  @Fails(NOTICES.sayWhich, REQUEST.notFound)
  readMany(@Caller() caller: Principal, @Body() body: ReadingBody): Promise<Outcome<UnreadWire>> {
    return this.notices.readMany(caller, body);
  }

  /** Marks one as read; repeating it is harmless. */
  @Post(':id/reading')
  @Answers(NoticeWire)
  @Fails(REQUEST.notFound)
  read(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<NoticeWire>> {
    return this.notices.read(caller, id);
  }
}
