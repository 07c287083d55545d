import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { WebhookAttemptWire, WebhookDeliveryWire, WebhookWire } from './webhook.wire.ts';
import type { Webhook, WebhookEvent } from './webhook.entity.ts';
import type { WebhookDeliveriesQuery, WebhooksQuery } from './webhooks.dto.ts';

type Row = Omit<Webhook, 'createdBy'> & { readonly failingSince: Date | null };
type EventRow = Omit<WebhookEvent, 'webhookId'> & { readonly tries: WebhookAttemptWire[] };

const COLUMNS = `w.id, w.unit_id as "unitId", w.url, w.description, w.events, w.active, w.off_why as "offWhy",
  w.secret_generation as "secretGeneration", w.previous_secret_until as "previousSecretUntil", w.created_at as "createdAt",
  w.closed_at as "closedAt", w.version, l.failing_since as "failingSince"`;
const FROM = `from webhook w left join webhook_lane l on l.webhook_id = w.id`;

/** The units an administrator answers for: those of the posts and everything below. */
const REACH = `with recursive reach as (
    select id from unit where id = any($1) union select u.id from unit u join reach on u.parent_id = reach.id
  )`;

const TRIES = `coalesce((select json_agg(json_build_object('at', t.at, 'status', t.status, 'error', t.error, 'durationMs', t.duration_ms,
    'answer', t.answer) order by t.at desc) from (select * from webhook_attempt a where a.event_id = e.id order by a.at desc limit 20) t), '[]') as tries`;

/** Webhooks as their administrators see them. */
@Injectable()
export class WebhooksReader {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** Of the units the caller administers, newest first. */
  async list(caller: Principal, query: WebhooksQuery): Promise<Page<WebhookWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${REACH} select ${COLUMNS} ${FROM} where w.unit_id in (select id from reach) and ($2::uuid is null or w.unit_id = $2)
         and ($3 or w.closed_at is null) and ($4::timestamptz is null or (w.created_at, w.id) < ($4::timestamptz, $5::uuid))
       order by w.created_at desc, w.id desc limit $6`,
      [
        caller.unitIds(['admin']),
        query.unitId?.toLowerCase() ?? null,
        query.includeClosed ?? false,
        at,
        id,
        query.limit + 1,
      ],
    );
    return toPage(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id], toWebhookWire);
  }

  /** @throws request.not-found, access.role-needed */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<WebhookWire> {
    return toWebhookWire(await this.seen(queries, caller, id));
  }

  /** The webhook when the caller administers its unit. @throws request.not-found, access.role-needed */
  async seen(queries: Queries, caller: Principal, id: string): Promise<Row> {
    const row = await queries.first<Row>(`select ${COLUMNS} ${FROM} where w.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    await this.units.requireAdmin(queries, caller, row.unitId);
    return row;
  }

  /** Its events and the tries to send them, newest event first. @throws request.not-found, access.role-needed */
  async deliveries(caller: Principal, id: string, query: WebhookDeliveriesQuery): Promise<Page<WebhookDeliveryWire>> {
    await this.seen(this.database, caller, id);
    const [at, seq] = query.after ? decodeCursor(query.after, ['time', 'number']) : [null, null];
    const rows = await this.database.rows<EventRow>(
      `select ${EVENT_COLUMNS} from webhook_event e where e.webhook_id = $1 and ($2::text is null or e.state = $2)
         and ($3::timestamptz is null or (e.at, e.seq) < ($3::timestamptz, $4::bigint)) order by e.at desc, e.seq desc limit $5`,
      [id, query.state ?? null, at, seq, query.limit + 1],
    );
    return toPage(rows, query.limit, (row) => [row.at.toISOString(), Number(row.seq)], toDeliveryWire);
  }

  /** One event of a webhook. @throws request.not-found */
  async delivery(queries: Queries, webhookId: string, eventId: string): Promise<WebhookDeliveryWire> {
    const row = await queries.first<EventRow>(
      `select ${EVENT_COLUMNS} from webhook_event e where e.webhook_id = $1 and e.id = $2`,
      [webhookId, eventId],
    );
    if (!row) throw REQUEST.notFound();
    return toDeliveryWire(row);
  }
}

const EVENT_COLUMNS = `e.id, e.seq, e.type, e.at, e.delivery_id as "deliveryId", e.document_id as "documentId", e.state, e.attempts,
  e.next_at as "nextAt", ${TRIES}`;

export function toWebhookWire(row: Row): WebhookWire {
  const { secretGeneration: _, createdAt, closedAt, previousSecretUntil, failingSince, ...rest } = row;
  return {
    ...rest,
    failingSince: failingSince?.toISOString() ?? null,
    previousSecretUntil: previousSecretUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}

function toDeliveryWire({ at, nextAt, tries, ...row }: EventRow): WebhookDeliveryWire {
  const { seq: _, ...rest } = row;
  return {
    ...rest,
    at: at.toISOString(),
    nextAt: rest.state === 'waiting' ? nextAt.toISOString() : null,
    // As JSON made by the database: its times are not in our form yet.
    tries: tries.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
  };
}
