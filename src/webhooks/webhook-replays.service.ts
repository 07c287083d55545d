import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { WebhookDeliveryWire, WebhookReplayWire } from './webhook.wire.ts';
import type { Webhook } from './webhook.entity.ts';
import type { ReplayBody } from './webhooks.dto.ts';
import { WEBHOOKS } from './webhooks.errors.ts';
import { WebhooksReader } from './webhooks.reader.ts';

/** Events queued again by one call. */
const BATCH = 5000;
const AGAIN = `set state = 'waiting', attempts = 0, next_at = $2, ended_at = null`;

/** Sends by hand: a ping to try the way, and what was sent before. */
@Injectable()
export class WebhookReplays {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: WebhooksReader,
    private readonly audit: Audit,
  ) {}

  /** Queues a ping; one that still waits is enough. Whatever waits ahead of it is tried now: the receiver may be back. */
  async ping(caller: Principal, id: string): Promise<Outcome<WebhookDeliveryWire>> {
    return this.work.run(async (tx) => {
      const webhook = await this.requireOn(tx, caller, id);
      await tx.run(`update webhook_event set next_at = $2 where webhook_id = $1 and state = 'waiting'`, [
        id,
        this.clock.now(),
      ]);
      const waiting = await tx.first<{ id: string }>(
        `select id from webhook_event where webhook_id = $1 and type = 'ping' and state = 'waiting' limit 1`,
        [id],
      );
      if (waiting) return Outcome.already(await this.reader.delivery(tx, id, waiting.id));
      const eventId = randomUUID();
      await tx.run(`insert into webhook_event (id, webhook_id, type, at, next_at) values ($1, $2, 'ping', $3, $3)`, [
        eventId,
        id,
        this.clock.now(),
      ]);
      await this.record(tx, caller, 'webhook.ping', webhook, {});
      return Outcome.done(await this.reader.delivery(tx, id, eventId));
    });
  }

  /** Queues events again under the ids they had: a receiver that has done one already knows it by that. */
  async replay(caller: Principal, id: string, { eventId, since }: ReplayBody): Promise<WebhookReplayWire> {
    if ((eventId === undefined) === (since === undefined))
      throw REQUEST.invalid({}, [{ field: eventId === undefined ? 'since' : 'eventId', code: 'isDefined' }]);
    return this.work.run(async (tx) => {
      const webhook = await this.requireOn(tx, caller, id);
      const result = eventId ? await this.again(tx, id, eventId) : await this.againSince(tx, id, new Date(since ?? 0));
      await this.record(tx, caller, 'webhook.replay', webhook, { eventId: eventId ?? null, since: since ?? null });
      return result;
    });
  }

  private async again(tx: Tx, id: string, eventId: string): Promise<WebhookReplayWire> {
    const count = await tx.run(`update webhook_event ${AGAIN} where webhook_id = $1 and id = $3`, [
      id,
      this.clock.now(),
      eventId,
    ]);
    if (count === 0) throw REQUEST.notFound();
    return { count, nextSince: null };
  }

  /** Whole instants at a time: events of the last one of a full batch are left to the next call when there are more. */
  private async againSince(tx: Tx, id: string, since: Date): Promise<WebhookReplayWire> {
    const beyond = await tx.first<{ at: Date }>(
      `select at from webhook_event where webhook_id = $1 and at >= $2 order by at, seq offset ${BATCH} limit 1`,
      [id, since],
    );
    const until = beyond && beyond.at > since ? beyond.at : null;
    const count = await tx.run(
      `update webhook_event ${AGAIN} where webhook_id = $1 and at >= $3 and ($4::timestamptz is null or at < $4) and state <> 'waiting'`,
      [id, this.clock.now(), since, until],
    );
    return { count, nextSince: until?.toISOString() ?? null };
  }

  /** @throws request.not-found, access.role-needed, webhooks.closed, webhooks.off */
  private async requireOn(tx: Tx, caller: Principal, id: string): Promise<Pick<Webhook, 'id' | 'unitId'>> {
    await tx.first(`select id from webhook where id = $1 for no key update`, [id]);
    const webhook = await this.reader.seen(tx, caller, id);
    if (webhook.closedAt !== null) throw WEBHOOKS.closed();
    if (!webhook.active) throw WEBHOOKS.off();
    return webhook;
  }

  private async record(
    tx: Tx,
    caller: Principal,
    act: string,
    { id, unitId }: Pick<Webhook, 'id' | 'unitId'>,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, caller, { act, subjectType: 'webhook', subjectId: id, unitId, detail });
  }
}
