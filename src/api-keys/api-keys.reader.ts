import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { ApiKey } from './api-key.entity.ts';
import type { ApiKeyWire } from './api-key.wire.ts';
import type { ApiKeysQuery } from './api-keys.dto.ts';
import { stateOf, type MachineRole } from './scopes.policy.ts';

type Row = Omit<ApiKey, 'digest' | 'madeBy' | 'revokedBy'> & {
  readonly unitName: string;
  readonly role: MachineRole;
  readonly madeBy: string;
  readonly revokedBy: string | null;
};

/** $1 now · $2 units with an admin post. */
const SELECT = `with recursive reach as (
    select unnest($2::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)
  select k.id, k.account_id as "accountId", k.unit_id as "unitId", unit_name_on(k.unit_id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    k.name, k.scopes, k.prefix, k.last_four as "lastFour", m.display_name as "madeBy", k.made_at as "madeAt", k.expires_at as "expiresAt",
    k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", r.display_name as "revokedBy",
    (select p.role from post p where p.account_id = k.account_id order by p.starts_at limit 1) as role
  from api_key k join account m on m.id = k.made_by left join account r on r.id = k.revoked_by
  where k.unit_id in (select id from reach)`;

/** Keys of the units the caller administers and of those below; to anybody else there are none. */
@Injectable()
export class ApiKeysReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: ApiKeysQuery): Promise<Page<ApiKeyWire>> {
    const values = this.values(caller);
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = ['true'];
    if (query.unitId) where.push(`k.unit_id = ${bind(query.unitId)}`);
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(k.made_at, k.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.database.rows<Row>(
      `${SELECT} and ${where.join(' and ')} order by k.made_at desc, k.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    const now = this.clock.now();
    return toPage(
      rows,
      query.limit,
      (row) => [row.madeAt.toISOString(), row.id],
      (row) => toWire(row, now),
    );
  }

  one(caller: Principal, id: string): Promise<ApiKeyWire> {
    return this.oneIn(this.database, caller, id);
  }

  /** @throws request.not-found */
  async oneIn(queries: Queries, caller: Principal, id: string): Promise<ApiKeyWire> {
    const row = await queries.first<Row>(`${SELECT} and k.id = $3`, [...this.values(caller), id]);
    if (!row) throw REQUEST.notFound();
    return toWire(row, this.clock.now());
  }

  private values(caller: Principal): unknown[] {
    return [this.clock.now(), caller.unitIds(['admin'])];
  }
}

function toWire(row: Row, now: Date): ApiKeyWire {
  return {
    ...row,
    state: stateOf(row, now),
    madeAt: row.madeAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
