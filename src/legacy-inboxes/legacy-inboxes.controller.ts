import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { LegacyInboxEventPageWire, LegacyInboxPageWire, LegacyInboxWire } from './legacy-inbox.wire.ts';
import {
  InboxSecretBody,
  LegacyInboxChangeBody,
  LegacyInboxesQuery,
  NewLegacyInboxBody,
} from './legacy-inboxes.dto.ts';
import { LEGACY_INBOXES } from './legacy-inboxes.errors.ts';
import { LegacyInboxesReader } from './legacy-inboxes.reader.ts';
import { LegacyInboxes } from './legacy-inboxes.service.ts';

/** The old e-mail inboxes of units: who holds them, where they are kept, how far they are on the way to retirement. */
@Controller('legacy-inboxes')
@Access('admin')
export class LegacyInboxesController {
  constructor(
    private readonly inboxes: LegacyInboxes,
    private readonly reader: LegacyInboxesReader,
  ) {}

  /** Of the units the caller administers and those below, by address. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: LegacyInboxesQuery): Promise<LegacyInboxPageWire> {
    return this.reader.list(caller, query);
  }

  /** Lists an inbox. Every unit may have any number of them. */
  @Post()
  @Fails(REQUEST.notFound, LEGACY_INBOXES.addressTaken)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewLegacyInboxBody,
  ): Promise<LegacyInboxWire> {
    return this.inboxes.create(caller, repeat, body);
  }

  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<LegacyInboxWire> {
    return this.reader.one(caller, id);
  }

  /** Changes what is known about it. Another server or user name takes the stored password away. */
  @Patch(':id')
  @Fails(
    REQUEST.notFound,
    REQUEST.stale,
    LEGACY_INBOXES.closed,
    LEGACY_INBOXES.addressTaken,
    LEGACY_INBOXES.addressFixed,
  )
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: LegacyInboxChangeBody,
  ): Promise<LegacyInboxWire> {
    return this.inboxes.change(caller, id, version, body);
  }

  /** Takes the password of its IMAP server. It is kept encrypted and never shown again, by any route. */
  @Put(':id/secret')
  @HttpCode(204)
  @Fails(REQUEST.notFound, LEGACY_INBOXES.closed, LEGACY_INBOXES.noServer)
  setSecret(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxSecretBody): Promise<void> {
    return this.inboxes.setSecret(caller, id, body);
  }

  /** What happened to it: who, when, why; newest first. */
  @Get(':id/events')
  @Fails(REQUEST.notFound)
  events(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<LegacyInboxEventPageWire> {
    return this.reader.events(caller, id, page);
  }
}
