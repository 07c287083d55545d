import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { AccountPassword } from './account-password.service.ts';
import { AccountPageWire, AccountWire, PostWire } from './account.wire.ts';
import { AccountsQuery, CreateAccountBody, EditAccountBody, GivePostBody, SetPasswordBody } from './accounts.dto.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { Accounts } from './accounts.service.ts';
import { Posts } from './posts.service.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** People and the posts they hold. */
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly visible: VisibleAccounts,
    private readonly accounts: Accounts,
    private readonly passwords: AccountPassword,
    private readonly posts: Posts,
  ) {}

  /** Colleagues; for an administrator everybody at the units administered and below. In Vietnamese order of names. */
  @Get()
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() query: AccountsQuery): Promise<AccountPageWire> {
    return this.visible.list(caller, query);
  }

  @Get(':id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<AccountWire> {
    return this.visible.one(caller, id);
  }

  /** Makes an account with its first posts, all at units the caller administers. */
  @Post()
  @Access('admin')
  @Fails(ACCOUNTS.noSuchUnit, ACCOUNTS.usernameTaken, ACCOUNTS.weakPassword, ACCOUNTS.signInBusy)
  create(
    @Caller() caller: Principal,
    @Body() body: CreateAccountBody,
    @Repeat() repeat: RepeatKey | null,
  ): Promise<AccountWire> {
    return this.accounts.create(caller, body, repeat);
  }

  /** Changes name or address, locks or unlocks; by an administrator over every unit where the person holds a post. */
  @Patch(':id')
  @Access('admin')
  @Fails(REQUEST.notFound, REQUEST.stale, ACCOUNTS.beyondReach, ACCOUNTS.lastAdmin)
  edit(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: EditAccountBody,
    @IfMatch() version: number,
  ): Promise<AccountWire> {
    return this.accounts.edit(caller, id, body, version);
  }

  /** Sets the password: one's own with the current one, or somebody's as an administrator. Ends the other sessions. */
  @Put(':id/password')
  @Access('signed-in')
  @HttpCode(204)
  @Fails(
    REQUEST.notFound,
    ACCOUNTS.beyondReach,
    ACCOUNTS.wrongCurrentPassword,
    ACCOUNTS.samePassword,
    ACCOUNTS.weakPassword,
    ACCOUNTS.tooManyTries,
    ACCOUNTS.signInBusy,
    ACCOUNTS.notApproved,
  )
  setPassword(@Caller() caller: Principal, @Id() id: string, @Body() body: SetPasswordBody): Promise<void> {
    return this.passwords.set(caller, id, body);
  }

  /** Gives somebody the caller can see a post at a unit the caller administers. */
  @Post(':id/posts')
  @Access('admin')
  @Fails(REQUEST.notFound, ACCOUNTS.noSuchUnit, ACCOUNTS.ownPost, ACCOUNTS.postHeld)
  givePost(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: GivePostBody,
    @Repeat() repeat: RepeatKey | null,
  ): Promise<PostWire> {
    return this.posts.give(caller, id, body, repeat);
  }

  /** Ends a post now. 201 for the call that ended it, 200 when it had ended before. */
  @Post(':id/posts/:postId/ending')
  @Access('admin')
  @Answers(PostWire)
  @Fails(REQUEST.notFound, ACCOUNTS.lastAdmin)
  endPost(@Caller() caller: Principal, @Id() id: string, @Id('postId') postId: string): Promise<Outcome<PostWire>> {
    return this.posts.end(caller, id, postId);
  }
}
