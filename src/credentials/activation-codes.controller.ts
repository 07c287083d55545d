import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { ActivationCodesQuery, IssueActivationCodesBody } from './activation-codes.dto.ts';
import { ActivationCodesReader } from './activation-codes.reader.ts';
import { ActivationCodes } from './activation-codes.service.ts';
import { ActivationCodePageWire, ActivationCodeWire, IssuedActivationCodesWire } from './activation-codes.wire.ts';
import { CREDENTIALS } from './credentials.errors.ts';

/** One-time codes with which people set their own password; issued by administrators, handed over on paper or by phone. */
@Controller('activation-codes')
export class ActivationCodesController {
  constructor(
    private readonly codes: ActivationCodes,
    private readonly reader: ActivationCodesReader,
  ) {}

  /**
   * Issues a code for one account, or one for everybody at a unit and below who has no password yet (2,000 at most). The codes can be
   * read in this answer and nowhere else; a code of before is void. For an account with a password it is a reset: the old password
   * holds until the code is used.
   */
  @Post()
  @Access('admin')
  @Fails(
    CREDENTIALS.oneTarget,
    CREDENTIALS.ownAccount,
    CREDENTIALS.accountNotActive,
    REQUEST.notFound,
    ACCOUNTS.beyondReach,
    ACCOUNTS.noSuchUnit,
    ACCOUNTS.notApproved,
  )
  issue(
    @Caller() caller: Principal,
    @Body() body: IssueActivationCodesBody,
    @Repeat() repeat: RepeatKey | null,
  ): Promise<IssuedActivationCodesWire> {
    return this.codes.issue(caller, body, repeat);
  }

  /** Who issued what to whom, and what became of it; newest first. */
  @Get()
  @Access('admin')
  list(@Caller() caller: Principal, @Query() query: ActivationCodesQuery): Promise<ActivationCodePageWire> {
    return this.reader.list(caller, query);
  }

  /** Takes back a code that was lost on the way. 201 for the call that did it, 200 when it was void before. */
  @Post(':id/voiding')
  @Access('admin')
  @Answers(ActivationCodeWire)
  @Fails(REQUEST.notFound, CREDENTIALS.codeUsed)
  voidOne(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<ActivationCodeWire>> {
    return this.codes.voidOne(caller, id);
  }
}
