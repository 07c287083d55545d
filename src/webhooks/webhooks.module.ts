import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { WebhookOutlet } from './webhook-outlet.ts';
import { WebhookLanes } from './webhook-lanes.ts';
import { WebhookReplays } from './webhook-replays.service.ts';
import { WebhookRunner } from './webhook-runner.ts';
import { WebhookSwitchOff } from './webhook-switch-off.service.ts';
import { WebhookTicker } from './webhook-ticker.ts';
import { Webhook, WebhookEvent } from './webhook.entity.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { CloseWebhooks, ForgetWebhookEvents, SendWebhooks } from './webhooks.jobs.ts';
import { WebhooksReader } from './webhooks.reader.ts';
import { Webhooks } from './webhooks.service.ts';

/** Tells other systems what happens at a unit. The database itself queues the events (`queue_webhook_events`, migration 0008). */
@Module({
  imports: [TypeOrmModule.forFeature([Webhook, WebhookEvent]), UnitsModule],
  controllers: [WebhooksController],
  providers: [
    SendWebhooks,
    CloseWebhooks,
    ForgetWebhookEvents,
    WebhookLanes,
    WebhookOutlet,
    WebhookReplays,
    WebhookRunner,
    Webhooks,
    WebhooksReader,
    WebhookSwitchOff,
    WebhookTicker,
  ],
})
export class WebhooksModule {}
