import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { WebhookReplays } from './webhook-replays.service.ts';
import {
  WebhookDeliveryPageWire,
  WebhookDeliveryWire,
  WebhookPageWire,
  WebhookReplayWire,
  WebhookWire,
  WebhookWithSecretWire,
} from './webhook.wire.ts';
import {
  NewWebhookBody,
  ReplayBody,
  WebhookChangeBody,
  WebhookDeliveriesQuery,
  WebhooksQuery,
} from './webhooks.dto.ts';
import { WEBHOOKS } from './webhooks.errors.ts';
import { WebhooksReader } from './webhooks.reader.ts';
import { Webhooks } from './webhooks.service.ts';

const ADDRESS_ERRORS = [
  WEBHOOKS.notHttps,
  WEBHOOKS.credentialsInUrl,
  WEBHOOKS.portRefused,
  WEBHOOKS.addressRefused,
  WEBHOOKS.nameNotFound,
] as const;

/** Other systems that are told what happens at a unit. */
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly replays: WebhookReplays,
    private readonly reader: WebhooksReader,
  ) {}

  /** Webhooks of the units the caller administers and those below, newest first. */
  @Get()
  @Access('admin')
  list(@Caller() caller: Principal, @Query() query: WebhooksQuery): Promise<WebhookPageWire> {
    return this.reader.list(caller, query);
  }

  /** Registers an address that events of a unit are posted to. The answer holds the secret they are signed with. */
  @Post()
  @Access('admin')
  @Fails(REQUEST.notFound, WEBHOOKS.tooMany, WEBHOOKS.unitClosed, ...ADDRESS_ERRORS)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewWebhookBody,
  ): Promise<WebhookWithSecretWire> {
    return this.webhooks.create(caller, repeat, body);
  }

  @Get(':id')
  @Access('admin')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<WebhookWire> {
    return this.reader.one(caller, id);
  }

  /** Changes address, events or description, switches off and on. */
  @Patch(':id')
  @Access('admin')
  @Fails(REQUEST.notFound, WEBHOOKS.closed, ...ADDRESS_ERRORS)
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: WebhookChangeBody,
  ): Promise<WebhookWire> {
    return this.webhooks.change(caller, id, version, body);
  }

  /** Deletes it; what still waits is not sent. Its log stays for a month. */
  @Delete(':id')
  @Access('admin')
  @HttpCode(204)
  @Fails(REQUEST.notFound)
  close(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.webhooks.close(caller, id);
  }

  /** Replaces the secret. For a day events are signed with both, so that the receiver can be told in peace. */
  @Post(':id/secrets')
  @Access('admin')
  @Fails(REQUEST.notFound, WEBHOOKS.closed)
  replaceSecret(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<WebhookWithSecretWire> {
    return this.webhooks.replaceSecret(caller, id, version);
  }

  /** Sends a ping, to try the way. */
  @Post(':id/pings')
  @Access('admin')
  @Answers(WebhookDeliveryWire)
  @Fails(REQUEST.notFound, WEBHOOKS.closed, WEBHOOKS.off)
  ping(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<WebhookDeliveryWire>> {
    return this.replays.ping(caller, id);
  }

  /** Events of the last month and the tries to send them, newest first. */
  @Get(':id/deliveries')
  @Access('admin')
  @Fails(REQUEST.notFound)
  deliveries(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() query: WebhookDeliveriesQuery,
  ): Promise<WebhookDeliveryPageWire> {
    return this.reader.deliveries(caller, id, query);
  }

  /** Sends one event again, or every event since a time; they keep their ids. */
  @Post(':id/replays')
  @Access('admin')
  @Fails(REQUEST.notFound, WEBHOOKS.closed, WEBHOOKS.off)
  replay(@Caller() caller: Principal, @Id() id: string, @Body() body: ReplayBody): Promise<WebhookReplayWire> {
    return this.replays.replay(caller, id, body);
  }
}
