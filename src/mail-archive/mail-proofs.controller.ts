import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { disposition } from '../attachments/file-name.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { MAIL_PAGE_HEADERS } from '../platform/mail/mail-page.ts';
import { Answers, AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import { MailDifferencePageWire, MailProofPageWire, MailProofWire } from './mail-proof.wire.ts';
import { MailDifferencesQuery, NewMailProofBody } from './mail-proofs.dto.ts';
import { MailProofsReader } from './mail-proofs.reader.ts';
import { MailProofs } from './mail-proofs.service.ts';
import { ProofReport } from './proof-report.ts';

/** Proofs that nothing was left behind in an old inbox. */
@Controller()
@Access('admin')
export class MailProofsController {
  constructor(
    private readonly proofs: MailProofs,
    private readonly reader: MailProofsReader,
    private readonly report: ProofReport,
    private readonly database: Database,
  ) {}

  /** Lists the inbox on its server once more and holds every message against the archive. One at a time for each inbox. */
  @Post('legacy-inboxes/:id/mail-proofs')
  @Answers(MailProofWire)
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.importRunning)
  ask(@Caller() caller: Principal, @Id() id: string, @Body() body: NewMailProofBody): Promise<Outcome<MailProofWire>> {
    return this.proofs.ask(caller, id, body.everyHash ?? false);
  }

  /** Newest first. */
  @Get('legacy-inboxes/:id/mail-proofs')
  @Fails(REQUEST.notFound, REQUEST.badCursor)
  list(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<MailProofPageWire> {
    return this.reader.list(caller, id, page);
  }

  @Get('mail-proofs/:id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<MailProofWire> {
    return this.reader.one(this.database, caller, id);
  }

  /** Every difference, in the order found: of mails only Message-ID, size and hash. */
  @Get('mail-proofs/:id/differences')
  @Fails(REQUEST.notFound, REQUEST.badCursor)
  differences(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() query: MailDifferencesQuery,
  ): Promise<MailDifferencePageWire> {
    return this.reader.differences(caller, id, query);
  }

  /** The record of the comparison as a page. */
  @Get('mail-proofs/:id/report')
  @AnswersFile('text/html')
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.noProofYet)
  async html(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const html = await this.report.html(caller, id);
    reply.headers(MAIL_PAGE_HEADERS).send(html);
  }

  /** The same to be printed and signed. */
  @Get('mail-proofs/:id/report.pdf')
  @AnswersFile('application/pdf')
  @Fails(REQUEST.notFound, MAIL_ARCHIVE.noProofYet)
  async pdf(@Caller() caller: Principal, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const pdf = await this.report.pdf(caller, id);
    reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': disposition('Biên bản đối chiếu hộp thư.pdf'),
        'cache-control': 'private, no-store',
        'content-security-policy': "sandbox; default-src 'none'",
      })
      .send(pdf);
  }
}
