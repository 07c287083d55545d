import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF, type Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { BOX_CONDITIONS } from './inbox.boxes.ts';
import { WHO } from './incoming.policy.ts';
import { LINE_COLUMNS, toIncomingLine, type IncomingRow } from './incoming.rows.ts';
import { NEEDS, type IncomingOverviewWire, type Need, type WaitingIncomingWire } from './waiting-incoming.wire.ts';

/** Beyond this a number says "99+". */
const COUNT_LIMIT = 100;
/** Documents shown for each unit. */
const SHOWN = 5;

/** What a copy waits for, by its state; the roles are those of the act that answers it. Work is for whoever is named. */
const NEED_OF: Readonly<Record<Need, { readonly condition: string; readonly roles: readonly Role[] }>> = {
  acknowledge: { condition: BOX_CONDITIONS.unacknowledged, roles: WHO.acknowledge },
  register: { condition: `v.state = 'acknowledged'`, roles: WHO.register },
  assign: { condition: `v.state = 'registered'`, roles: WHO.assign },
  finish: { condition: `${BOX_CONDITIONS.working} and MINE`, roles: WHO.finish },
};

/** $3 and $4: whose assignments the caller works on, by unit. */
const MINE = `exists (select from assignment a join assignment_person p on p.assignment_id = a.id
  where a.delivery_id = v.id and a.replaced_at is null and p.part <> 'inform' and (v.unit_id, p.account_id) in (select * from unnest($3::uuid[], $4::uuid[])))`;

const OVERDUE = `(v.opened_at is null and v.open_by <= $2 or v.acknowledged_at is null and v.acknowledge_by <= $2 or v.done_at is null and v.finish_by <= $2)`;

/** A unit's copies that wait; what it filed of its own was never sent to it. */
const OPEN = `v.unit_id = x.unit_id and v.is_open and v.delivered_at is not null and ${BOX_CONDITIONS.open}
  and (v.purpose <> 'file' or v.unit_id is distinct from v.sender_unit_id)`;

const conditionOf = (need: Need): string => NEED_OF[need].condition.replace('MINE', MINE);

const COUNTED: Readonly<Record<string, string>> = {
  unopened: BOX_CONDITIONS.unopened,
  overdue: OVERDUE,
  working: BOX_CONDITIONS.working,
  ...Object.fromEntries(NEEDS.map((need) => [need, conditionOf(need)])),
};

const COUNTS = `select x.unit_id as "unitId", unit_name_on(x.unit_id, $5::date) as "unitName", ${Object.entries(COUNTED)
  .map(
    ([name, condition]) =>
      `(select count(*)::int from (select from delivery v where ${OPEN} and ${condition} limit ${COUNT_LIMIT}) few) as "${name}"`,
  )
  .join(', ')}
  from unnest($1::uuid[]) x(unit_id) order by 2, 1`;

const DUE = `case x.need when 'acknowledge' then v.acknowledge_by else v.finish_by end`;

/** The first of each need at each unit: what is due first, then what came first. */
const FIRST = `select w.* from unnest($1::uuid[], $5::text[]) x(unit_id, need) cross join lateral (
    select x.need, ${DUE} as "dueAt", ${LINE_COLUMNS} from delivery v join document_copy c on c.id = v.copy_id
    where ${OPEN} and $2::timestamptz is not null and (${NEEDS.map((need) => `x.need = '${need}' and ${conditionOf(need)}`).join(' or ')})
    order by ${DUE} nulls last, v.delivered_at, v.id limit ${SHOWN}) w`;

type Counts = Omit<IncomingOverviewWire, 'first'> & Record<string, unknown>;
type Row = IncomingRow & { readonly need: Need; readonly dueAt: Date | null } & Record<string, unknown>;

/** What the caller's units are waited for: numbers, and the documents to begin with. Two queries however many units there are. */
@Injectable()
export class WaitingIncoming {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async overviews(caller: Principal): Promise<IncomingOverviewWire[]> {
    const units = caller.unitIds(STAFF);
    const now = this.clock.now();
    const names = caller.namesHeld();
    const held = [names.map(({ unitId }) => unitId), names.map(({ accountId }) => accountId)];
    const asked = units.flatMap((unitId) =>
      NEEDS.filter((need) => caller.postAt(unitId, NEED_OF[need].roles) !== null).map((need) => ({ unitId, need })),
    );
    const [counts, rows] = await Promise.all([
      this.database.rows<Counts>(COUNTS, [units, now, ...held, localDate(now)]),
      this.database.rows<Row>(FIRST, [asked.map(({ unitId }) => unitId), now, ...held, asked.map(({ need }) => need)]),
    ]);
    return counts.map((count) => ({
      ...count,
      first: firstOf(
        rows.filter(({ unitId }) => unitId === count.unitId),
        now,
      ),
    }));
  }
}

function firstOf(rows: readonly Row[], now: Date): WaitingIncomingWire[] {
  const due = (row: Row): number => row.dueAt?.getTime() ?? Infinity;
  const sorted = rows.toSorted((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)));
  return sorted.slice(0, SHOWN).map((row) => ({
    need: row.need,
    dueAt: row.dueAt?.toISOString() ?? null,
    isOverdue: row.dueAt !== null && row.dueAt <= now,
    document: toIncomingLine(row, now),
  }));
}
