import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { DelegationPersonWire, DelegationWire, DelegatedPostWire } from './delegation.wire.ts';
import type { DelegationsQuery, Side } from './delegations.dto.ts';
import { stateOf } from './delegations.policy.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly post: DelegatedPostWire;
  readonly giver: DelegationPersonWire;
  readonly receiver: DelegationPersonWire;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string;
  readonly madeBy: DelegationPersonWire;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: DelegationPersonWire | null;
  readonly inForce: boolean;
}

const person = (account: string): string =>
  `json_build_object('accountId', ${account}.id, 'name', ${account}.display_name)`;

/** $1 now · $2 the caller · $3 units with an admin post. `mine`: the caller is a party; `reach`: an administrator above the post. */
const COLUMNS = `d.id, json_build_object('id', p.id, 'unitId', p.unit_id, 'unitName', unit_name_on(p.unit_id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date),
    'role', p.role, 'title', p.title) as post, ${person('g')} as giver, ${person('r')} as receiver, d.starts_at as "startsAt", d.ends_at as "endsAt", d.reason,
  ${person('m')} as "madeBy", d.made_at as "madeAt", d.ended_at as "endedAt", case when e.id is not null then ${person('e')} end as "endedBy",
  exists (select from posts_in_force($1) f where f.account_id = d.receiver_id and f.delegation_id = d.id) as "inForce"`;
const FROM = `delegation d join post p on p.id = d.post_id join account g on g.id = p.account_id join account r on r.id = d.receiver_id
  join account m on m.id = d.made_by left join account e on e.id = d.ended_by`;
const REACH = `with recursive reach as (
    select unnest($3::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)`;

const SIDE_OF: Readonly<Record<Side, string>> = {
  mine: `(p.account_id = $2 or d.receiver_id = $2)`,
  given: `p.account_id = $2`,
  received: `d.receiver_id = $2`,
  administered: `p.unit_id in (select id from reach)`,
};

/** Delegations, for the two people concerned and the administrators above them; to anybody else there are none. */
@Injectable()
export class DelegationsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The one that begins last first. @throws access.role-needed for `administered` without being an administrator */
  async list(caller: Principal, query: DelegationsQuery): Promise<Page<DelegationWire>> {
    if (query.side === 'administered' && caller.unitIds(['admin']).length === 0)
      throw ACCESS.roleNeeded({ roles: 'admin' });
    const values = this.values(caller);
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [`$2::uuid is not null`, SIDE_OF[query.side]];
    if (query.show === 'open') where.push(`d.ended_at is null and d.ends_at > $1`);
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(d.starts_at, d.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.database.rows<Row>(
      `${REACH} select ${COLUMNS} from ${FROM} where ${where.join(' and ')} order by d.starts_at desc, d.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    const now = this.clock.now();
    return toPage(
      rows,
      query.limit,
      (row) => [row.startsAt.toISOString(), row.id],
      (row) => toWire(row, now),
    );
  }

  one(caller: Principal, id: string): Promise<DelegationWire> {
    return this.oneIn(this.database, caller, id);
  }

  /** @throws request.not-found */
  async oneIn(queries: Queries, caller: Principal, id: string): Promise<DelegationWire> {
    const row = await queries.first<Row>(
      `${REACH} select ${COLUMNS} from ${FROM} where d.id = $4 and (${SIDE_OF.mine} or ${SIDE_OF.administered})`,
      [...this.values(caller), id],
    );
    if (!row) throw REQUEST.notFound();
    return toWire(row, this.clock.now());
  }

  private values(caller: Principal): unknown[] {
    return [this.clock.now(), caller.accountId, caller.unitIds(['admin'])];
  }
}

/** Whoever can see one can end it: the giver, the receiver, an administrator. */
function toWire({ inForce, ...row }: Row, now: Date): DelegationWire {
  const state = stateOf(row, inForce, now);
  const { id, post, giver, receiver, reason, madeBy, endedBy } = row;
  return {
    id,
    post,
    giver,
    receiver,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    reason,
    madeBy,
    madeAt: row.madeAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy,
    state,
    can: { end: state !== 'ended' },
  };
}
