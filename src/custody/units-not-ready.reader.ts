import { Injectable } from '@nestjs/common';
import { CAN_SIGN_IN, hasCode, staffAt } from '../accounts/receiving.sql.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { NotReadyReason, UnitNotReadyWire, UnitsNotReadyWire } from './units-not-ready.wire.ts';

const COUNT_LIMIT = 100;
const SHOWN = 20;

interface Row {
  readonly [column: string]: unknown;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly vacantSince: Date | null;
  readonly people: number;
  readonly codes: number;
}

const STAFFED = staffAt('$2', '$3');

const NOT_READY = `with recursive reach as (
    select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id
  ), found as (
    select u.id, u.code from unit u where u.id in (select id from reach) and u.channel = 'system'
      and (u.closed_on is null or u.closed_on > ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)
      and not exists (select ${STAFFED} and ${CAN_SIGN_IN})
    order by u.code limit ${COUNT_LIMIT})
  select u.id as "unitId", u.code as "unitCode", unit_name_on(u.id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    (select y.since from unit_vacancy y where y.unit_id = u.id and y.filled_at is null) as "vacantSince",
    (select count(distinct a.id)::int ${STAFFED}) as people,
    (select count(distinct a.id)::int ${STAFFED} and ${hasCode('$2')}) as codes
  from found u order by u.code`;

/** Units that could not receive a document today, among those the caller administers and below. One query. */
@Injectable()
export class UnitsNotReady {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async overview(caller: Principal): Promise<UnitsNotReadyWire> {
    const values = [caller.unitIds(['admin']), this.clock.now(), STAFF];
    const rows = await this.database.rows<Row>(NOT_READY, values);
    return { count: rows.length, first: rows.slice(0, SHOWN).map(toWire) };
  }
}

function toWire({ unitId, unitCode, unitName, vacantSince, people, codes }: Row): UnitNotReadyWire {
  const reason: NotReadyReason = people === 0 ? 'nobody' : codes > 0 ? 'code-unused' : 'no-code';
  return { unitId, unitCode, unitName, reason, vacantSince: vacantSince?.toISOString() ?? null, people, codes };
}
