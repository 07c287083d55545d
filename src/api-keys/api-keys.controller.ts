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
import { ApiKeyPageWire, ApiKeyWire, NewApiKeyWire } from './api-key.wire.ts';
import { ApiKeysQuery, MakeApiKeyBody } from './api-keys.dto.ts';
import { API_KEYS } from './api-keys.errors.ts';
import { ApiKeysReader } from './api-keys.reader.ts';
import { ApiKeys } from './api-keys.service.ts';

/** Keys for programs: made, listed and revoked by administrators, never by a key. */
@Controller('api-keys')
@Access('admin')
export class ApiKeysController {
  constructor(
    private readonly reader: ApiKeysReader,
    private readonly keys: ApiKeys,
  ) {}

  /** Keys of the units the caller administers and of those below, newest first; also expired and revoked ones. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: ApiKeysQuery): Promise<ApiKeyPageWire> {
    return this.reader.list(caller, query);
  }

  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<ApiKeyWire> {
    return this.reader.one(caller, id);
  }

  /** Makes a key for a unit. The answer shows it, this once. */
  @Post()
  @Fails(ACCOUNTS.noSuchUnit, API_KEYS.badExpiry)
  make(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: MakeApiKeyBody,
  ): Promise<NewApiKeyWire> {
    return this.keys.make(caller, repeat, body);
  }

  /** Revokes a key for good. 201 for the call that did it, 200 when it had been revoked before. */
  @Post(':id/revocation')
  @Answers(ApiKeyWire)
  @Fails(REQUEST.notFound)
  revoke(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<ApiKeyWire>> {
    return this.keys.revoke(caller, id);
  }
}
