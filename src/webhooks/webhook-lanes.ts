import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { judgeStatus, pauseAfter, TRIES_IN_LINE } from './retry.policy.ts';
import type { SecretState } from './signature.ts';
import type { QueuedEvent } from './webhook-events.ts';
import type { PostResult } from '../platform/outlet/outlet.ts';

/** The right to send to one webhook, held by one process at a time, for as long as it keeps it up. */
export interface Lane {
  readonly webhookId: string;
  readonly holder: string;
}

/** The next event of a lane with everything needed to send it. */
export interface Sendable extends QueuedEvent {
  readonly attempts: number;
  readonly url: string;
  readonly webhook: SecretState;
}

/** What became of a try: `lost` when the lane was somebody else's by then and nothing was written. */
export type Recorded = 'done' | 'failed' | 'gone' | 'lost';

/** Far beyond the longest post. A process that is frozen for longer may send an event a second time, under the same id. */
const LEASE_MS = 60_000;

/**
 * What is due on webhook `l`: the first event in line, when its time has come, or any that is out of line. Values: $1 now.
 * The two halves are two indexes.
 */
const HEAD = `select * from webhook_event where webhook_id = l.webhook_id and state = 'waiting' and attempts < ${TRIES_IN_LINE} order by seq limit 1`;
const OUT_OF_LINE = `select * from webhook_event where webhook_id = l.webhook_id and state = 'waiting' and attempts >= ${TRIES_IN_LINE} and next_at <= $1
  order by next_at limit 1`;
const DUE = `select * from (${HEAD}) head where head.next_at <= $1 union all select * from (${OUT_OF_LINE}) late`;

const OPEN = `w.active and (u.closed_on is null or u.closed_on > $3::date)`;

const CLAIM = `update webhook_lane set holder = $2, busy_until = $4, served_at = $1 where webhook_id = (
    select l.webhook_id from webhook_lane l join webhook w on w.id = l.webhook_id join unit u on u.id = w.unit_id
    where ${OPEN} and (l.busy_until is null or l.busy_until <= $1) and exists (${DUE})
    order by l.served_at nulls first limit 1 for update of l skip locked)
  returning webhook_id as "webhookId"`;

const NEXT = `with l as (update webhook_lane set busy_until = $4 where webhook_id = $5 and holder = $2 returning webhook_id)
  select e.id, e.type, e.at, e.attempts, w.unit_id as "unitId", e.acting_unit_id as "actingUnitId", e.other_unit_id as "otherUnitId",
    e.delivery_id as "deliveryId", e.document_id as "documentId", e.receipt_id as "receiptId", e.receipt_seq as "receiptSeq", w.url,
    w.secret_generation as "secretGeneration", w.previous_secret_until as "previousSecretUntil"
  from l join webhook w on w.id = l.webhook_id join unit u on u.id = w.unit_id cross join lateral (${DUE}) e where ${OPEN} order by e.seq limit 1`;

/** The queue of each webhook: events go out one after the other, from one process at a time. */
@Injectable()
export class WebhookLanes {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
  ) {}

  /** Takes a lane on which something is due, the one served longest ago; null when there is none. */
  async claim(): Promise<Lane | null> {
    const holder = randomUUID();
    const row = await this.database.first<{ webhookId: string }>(CLAIM, this.values(holder));
    return row && { webhookId: row.webhookId, holder };
  }

  /** The next event to send, and the lane for another while; null when nothing is due or the lane is lost. */
  async next({ webhookId, holder }: Lane): Promise<Sendable | null> {
    const row = await this.database.first<
      QueuedEvent & Omit<SecretState, 'id'> & { readonly attempts: number; readonly url: string }
    >(NEXT, [...this.values(holder), webhookId]);
    if (!row) return null;
    const { secretGeneration, previousSecretUntil, ...event } = row;
    return { ...event, webhook: { id: webhookId, secretGeneration, previousSecretUntil } };
  }

  /** Writes down what became of a try, unless the lane is another's by now: then the try counts for nothing and is made again. */
  async record(lane: Lane, event: Sendable, result: PostResult): Promise<Recorded> {
    const meaning = judgeStatus(result.status);
    return this.work.run(async (tx) => {
      const mine = await tx.first(
        `select webhook_id from webhook_lane where webhook_id = $1 and holder = $2 for update`,
        [lane.webhookId, lane.holder],
      );
      if (!mine) return 'lost';
      const now = this.clock.now();
      await this.write(tx, event, result, now);
      await tx.run(
        `update webhook_lane set failing_since = case when $2 then null else coalesce(failing_since, $3) end where webhook_id = $1`,
        [lane.webhookId, meaning === 'done', now],
      );
      return meaning === 'retry' ? 'failed' : meaning;
    });
  }

  private async write(tx: Tx, event: Sendable, result: PostResult, now: Date): Promise<void> {
    await tx.run(
      `insert into webhook_attempt (event_id, at, status, error, duration_ms, answer) values ($1, $2, $3, $4, $5, $6)`,
      [event.id, now, result.status, result.error, result.durationMs, result.answer],
    );
    const isDone = judgeStatus(result.status) === 'done';
    const pause = isDone ? null : pauseAfter(event.attempts + 1, result.retryAfter);
    const state = isDone ? 'done' : pause === null ? 'failed' : 'waiting';
    await tx.run(
      `update webhook_event set state = $2, attempts = attempts + 1, next_at = $3, ended_at = $4 where id = $1 and state = 'waiting'`,
      [event.id, state, new Date(now.getTime() + (pause ?? 0)), state === 'waiting' ? null : now],
    );
  }

  async release({ webhookId, holder }: Lane): Promise<void> {
    await this.database.run(
      `update webhook_lane set holder = null, busy_until = null where webhook_id = $1 and holder = $2`,
      [webhookId, holder],
    );
  }

  private values(holder: string): unknown[] {
    const now = this.clock.now();
    return [now, holder, this.units.today(), new Date(now.getTime() + LEASE_MS)];
  }
}
