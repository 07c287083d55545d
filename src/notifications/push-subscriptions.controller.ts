import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { deviceOf } from '../accounts/opened-session.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { PushKeys } from './push-keys.ts';
import { PushSubscriptions } from './push-subscriptions.service.ts';
import { NewPushSubscriptionBody } from './push.dto.ts';
import { PUSH } from './push.errors.ts';
import { PushKeyWire, PushSubscriptionsWire, PushSubscriptionWire } from './push.wire.ts';

/** Notifications on the caller's own devices (Web Push). */
@Controller()
@Access('signed-in')
export class PushSubscriptionsController {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly keys: PushKeys,
  ) {}

  /** The service's public key, for `pushManager.subscribe`. */
  @Get('push-key')
  key(): PushKeyWire {
    return { key: this.keys.publicKey };
  }

  /** The caller's devices, newest first; those whose session has ended are gone. */
  @Get('push-subscriptions')
  list(@Caller() caller: Principal): Promise<PushSubscriptionsWire> {
    return this.subscriptions.list(caller);
  }

  /** Tells this browser of things from now on, as long as this session lasts. Repeat it at each visit: it costs nothing. */
  @Post('push-subscriptions')
  @Answers(PushSubscriptionWire)
  @Fails(PUSH.serviceRefused, PUSH.endpointTaken)
  subscribe(
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Body() body: NewPushSubscriptionBody,
  ): Promise<Outcome<PushSubscriptionWire>> {
    return this.subscriptions.subscribe(caller, deviceOf(request), body);
  }

  /** Ends one of them. */
  @Delete('push-subscriptions/:id')
  @HttpCode(204)
  @Fails(REQUEST.notFound)
  end(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.subscriptions.end(caller, id);
  }
}
