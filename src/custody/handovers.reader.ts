import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { HandoversQuery } from './custody.dto.ts';
import type { HandedOver, KeptHandoverWire } from './handover.wire.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly reason: string;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly obligations: HandedOver;
  readonly signedAt: Date | null;
  readonly signatureNote: string | null;
}

/** $1 the caller · $2 units the caller administers · $3 now. */
const HANDOVERS = `with recursive reach as (select unnest($2::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)
  select h.id, h.unit_id as "unitId", unit_name_on(h.unit_id, ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    h.from_id as "fromId", f.display_name as "fromName", h.to_id as "toId", t.display_name as "toName", h.reason,
    by.display_name as "madeByName", h.made_at as "madeAt", h.obligations, h.signed_at as "signedAt", h.signature_note as "signatureNote"
  from handover h join account f on f.id = h.from_id join account t on t.id = h.to_id join account by on by.id = h.made_by
  where ($1 in (h.from_id, h.to_id) or h.unit_id in (select id from reach))`;

/** Handovers, for the two people concerned and the administrators of the unit and above. */
@Injectable()
export class HandoversReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: HandoversQuery): Promise<Page<KeptHandoverWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${HANDOVERS} and ($4::boolean is null or $4 = (h.signed_at is not null))
         and ($5::timestamptz is null or (h.made_at, h.id) < ($5::timestamptz, $6::uuid)) order by h.made_at desc, h.id desc limit $7`,
      [...this.values(caller), query.signed ?? null, at, id, query.limit + 1],
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.madeAt.toISOString(), row.id],
      (row) => toWire(row, caller),
    );
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<KeptHandoverWire> {
    const row = await queries.first<Row>(`${HANDOVERS} and h.id = $4`, [...this.values(caller), id]);
    if (!row) throw REQUEST.notFound();
    return toWire(row, caller);
  }

  private values(caller: Principal): unknown[] {
    return [caller.accountId, caller.unitIds(['admin']), this.clock.now()];
  }
}

function toWire(row: Row, caller: Principal): KeptHandoverWire {
  const { id, unitId, unitName, reason, madeByName, obligations, signatureNote } = row;
  return {
    id,
    unitId,
    unitName,
    person: { accountId: row.fromId, name: row.fromName },
    successor: { accountId: row.toId, name: row.toName },
    reason,
    madeByName,
    madeAt: row.madeAt.toISOString(),
    obligations,
    signedAt: row.signedAt?.toISOString() ?? null,
    signatureNote,
    can: { sign: row.toId === caller.accountId && row.signedAt === null },
  };
}
