import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { AccountListPageWire, AccountListRuleWire, AccountListWire } from './account-list.wire.ts';
import { AccountListRuleBody, AccountListsQuery, ApproveListBody, DeclineListBody } from './account-lists.dto.ts';
import { AccountListsReader } from './account-lists.reader.ts';
import { AccountLists } from './account-lists.service.ts';
import { ACCOUNTS } from './accounts.errors.ts';

/** Lists that made accounts: approved by the level above before anybody on them gets a code. */
@Controller()
@Access('admin')
export class AccountListsController {
  constructor(
    private readonly lists: AccountLists,
    private readonly reader: AccountListsReader,
  ) {}

  /** Of the units the caller administers and those below; newest first. */
  @Get('account-lists')
  list(@Caller() caller: Principal, @Query() query: AccountListsQuery): Promise<AccountListPageWire> {
    return this.reader.list(caller, query);
  }

  /** The id is that of the import, whose rows tell what is on it. */
  @Get('account-lists/:id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<AccountListWire> {
    return this.reader.one(caller, id);
  }

  /** From now on the people on it may get codes. Only from above the unit that listed them. */
  @Post('account-lists/:id/approval')
  @Answers(AccountListWire)
  @Fails(REQUEST.notFound, ACCOUNTS.ownList, ACCOUNTS.listApprovedAbove)
  approve(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: ApproveListBody,
  ): Promise<Outcome<AccountListWire>> {
    return this.lists.approve(caller, id, body.note ?? null);
  }

  /** Nobody on it gets a code, unless it is approved after all. */
  @Post('account-lists/:id/refusal')
  @Answers(AccountListWire)
  @Fails(REQUEST.notFound, ACCOUNTS.ownList, ACCOUNTS.listApprovedAbove, ACCOUNTS.listApproved)
  decline(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: DeclineListBody,
  ): Promise<Outcome<AccountListWire>> {
    return this.lists.decline(caller, id, body.reason);
  }

  /** Whether lists from below the unit have to be approved: what it says itself, or the nearest unit above that says anything. */
  @Get('units/:id/account-list-rule')
  @Fails(REQUEST.notFound)
  rule(@Caller() caller: Principal, @Id() id: string): Promise<AccountListRuleWire> {
    return this.reader.rule(caller, id);
  }

  /** Says it for lists to come; those there are stay as they are. */
  @Put('units/:id/account-list-rule')
  @Fails(REQUEST.notFound)
  setRule(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: AccountListRuleBody,
  ): Promise<AccountListRuleWire> {
    return this.lists.setRule(caller, id, body.isRequired);
  }
}
