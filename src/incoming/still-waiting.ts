import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoticeStates } from '../notifications/notice-states.ts';
import type { Queries } from '../platform/database/tx.ts';

/** Says what has been dealt with since people were told of it, by the keys of the notices. */
@Injectable()
export class StillWaiting implements OnModuleInit {
  constructor(private readonly states: NoticeStates) {}

  onModuleInit(): void {
    this.states.ask('document.arrived', (queries, keys) => unacknowledged(queries, keys));
    this.states.ask('document.assigned', (queries, keys) => inForce(queries, keys));
    this.states.ask('document.sent-back', (queries, keys) => notNotedYet(queries, keys));
    this.states.hide('document.arrived', (queries, keys) => withdrawnUnopened(queries, keys));
  }
}

function unacknowledged(queries: Queries, deliveryIds: readonly string[]): Promise<ReadonlySet<string>> {
  return idsOf(
    queries,
    `select id from delivery where id = any($1::uuid[]) and is_open and acknowledged_at is null`,
    deliveryIds,
  );
}

/** The receiver learns that there was a document, not which (product.md §2.4): `isHidden`, for many. */
function withdrawnUnopened(queries: Queries, deliveryIds: readonly string[]): Promise<ReadonlySet<string>> {
  return idsOf(
    queries,
    `select id from delivery where id = any($1::uuid[]) and state = 'withdrawn' and opened_at is null`,
    deliveryIds,
  );
}

function inForce(queries: Queries, assignmentIds: readonly string[]): Promise<ReadonlySet<string>> {
  return idsOf(
    queries,
    `select a.id from assignment a join delivery v on v.id = a.delivery_id where a.id = any($1::uuid[]) and a.replaced_at is null and v.is_open`,
    assignmentIds,
  );
}

/** Keys of `document.sent-back` are the delivery and the time it came back. */
const deliveryOf = (key: string): string => key.split(' ')[0] ?? '';

async function notNotedYet(queries: Queries, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const waiting = await idsOf(
    queries,
    `select id from delivery where id = any($1::uuid[]) and state in ('refused', 'returned')`,
    keys.map(deliveryOf),
  );
  return new Set(keys.filter((key) => waiting.has(deliveryOf(key))));
}

async function idsOf(queries: Queries, sql: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await queries.rows<{ id: string }>(sql, [ids]);
  return new Set(rows.map(({ id }) => id));
}
