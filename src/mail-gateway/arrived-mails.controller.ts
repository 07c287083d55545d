import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersAttachment } from '../attachments/answers-attachment.decorator.ts';
import { ATTACHMENTS, CLOSED } from '../attachments/attachments.errors.ts';
import { INCOMING } from '../incoming/incoming.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import type { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { MAIL_PAGE_HEADERS, mailPage } from '../platform/mail/mail-page.ts';
import { Answers, AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { SECRECY } from '../registers/secrecy.ts';
import { READERS } from './arrived-mail.states.ts';
import { ArrivedMailDownloads } from './arrived-mails.downloads.ts';
import { ArrivedMailsQuery, DismissArrivedMail, RegisterArrivedMail, SendersQuery } from './arrived-mails.dto.ts';
import { ARRIVED } from './arrived-mails.errors.ts';
import { ArrivedMailsReader } from './arrived-mails.reader.ts';
import { ArrivedMails } from './arrived-mails.service.ts';
import { ArrivedMailPageWire, ArrivedMailWire, OldSenderPageWire, WaitingMailsWire } from './arrived-mails.wire.ts';
import { OldSenders } from './old-senders.reader.ts';
import { WatchesReader } from './watches.reader.ts';
import { InboxWatchPageWire } from './watches.wire.ts';

/** Mail that still comes to the old inboxes. */
@Controller('arrived-mails')
@Access(...READERS)
export class ArrivedMailsController {
  constructor(
    private readonly reader: ArrivedMailsReader,
    private readonly senders: OldSenders,
    private readonly watches: WatchesReader,
    private readonly mails: ArrivedMails,
    private readonly downloads: ArrivedMailDownloads,
    private readonly database: Database,
  ) {}

  /** Mails to the caller's units, newest first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: ArrivedMailsQuery): Promise<ArrivedMailPageWire> {
    return this.reader.list(caller, query);
  }

  /** How many mails wait for the caller's units, up to 100, and the newest few of them; without spam. */
  @Get('waiting')
  waiting(@Caller() caller: Principal): Promise<WaitingMailsWire> {
    return this.reader.waiting(caller);
  }

  /** Who still writes to old addresses since the cutover, most first; administrators see those of all units below. */
  @Get('senders')
  @Access('clerk', 'leader', 'admin')
  listSenders(@Caller() caller: Principal, @Query() query: SendersQuery): Promise<OldSenderPageWire> {
    return this.senders.list(caller, query);
  }

  /** How it goes with the inboxes that stay at a provider. */
  @Get('watches')
  @Access('admin')
  listWatches(@Caller() caller: Principal, @Query() query: PageQuery): Promise<InboxWatchPageWire> {
    return this.watches.list(caller, query);
  }

  /** One mail: its head, its text, its HTML cleaned, its files. */
  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<ArrivedMailWire> {
    return this.reader.one(this.database, caller, id);
  }

  /** Its HTML, for a sandboxed frame: without scripts and without anything from elsewhere. */
  @Get(':id/page')
  @AnswersFile('text/html')
  @Fails(REQUEST.notFound, ARRIVED.noHtml)
  async page(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const html = await this.reader.html(this.database, caller, id);
    reply.headers(MAIL_PAGE_HEADERS).send(mailPage(html));
  }

  /** The message as it came, byte for byte. */
  @Get(':id/raw')
  @AnswersAttachment()
  @Fails(
    REQUEST.notFound,
    ATTACHMENTS.rangeNotSatisfiable,
    ATTACHMENTS.blobMissing,
    ATTACHMENTS.storeUnavailable,
    ...CLOSED,
  )
  raw(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.raw(caller, id, request, reply);
  }

  /** One of its files, with Range. */
  @Get(':id/files/:fileId/content')
  @AnswersAttachment()
  @Fails(
    REQUEST.notFound,
    ATTACHMENTS.rangeNotSatisfiable,
    ATTACHMENTS.blobMissing,
    ATTACHMENTS.storeUnavailable,
    ...CLOSED,
  )
  file(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.file(caller, id, fileId, request, reply);
  }

  /** Makes it an incoming document "by e-mail" of the unit and, unless told otherwise, gives it its số đến. */
  @Post(':id/registration')
  @Access('clerk')
  @Answers(ArrivedMailWire)
  @Fails(
    REQUEST.notFound,
    ARRIVED.wrongState,
    ARRIVED.beingRead,
    ARRIVED.unknownFiles,
    ATTACHMENTS.infected,
    ATTACHMENTS.quotaExceeded,
    INCOMING.unknownType,
    INCOMING.duplicate,
    SECRECY.refused,
  )
  register(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: RegisterArrivedMail,
  ): Promise<Outcome<ArrivedMailWire>> {
    return this.mails.register(caller, id, body);
  }

  /** Says why it is no document; it stays where it is. */
  @Post(':id/dismissal')
  @Access('clerk')
  @Answers(ArrivedMailWire)
  @Fails(REQUEST.notFound, ARRIVED.wrongState)
  dismiss(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: DismissArrivedMail,
  ): Promise<Outcome<ArrivedMailWire>> {
    return this.mails.dismiss(caller, id, body);
  }

  /** Takes a dismissal back: it waits again. */
  @Post(':id/reopening')
  @Access('clerk')
  @Answers(ArrivedMailWire)
  @Fails(REQUEST.notFound, ARRIVED.wrongState)
  reopen(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<ArrivedMailWire>> {
    return this.mails.reopen(caller, id);
  }
}
