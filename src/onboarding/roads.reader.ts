import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { folded } from '../units/unit-line.ts';
import type { OnboardingUnitsQuery } from './onboarding.dto.ts';
import type { FunnelWire, OwnRoadsWire, OnboardingUnitWire } from './onboarding.wire.ts';
import { ROAD, STEPS_TO_DO, type Step } from './road.policy.ts';
import { toRoad, toUnitRoad, type RoadRow, type UnitRoadRow } from './road.rows.ts';
import { CONTACT, nameOf, roads, TRAINEE, WITH } from './road.sql.ts';

/** Who can receive for a unit. */
export const RECEIVERS = ['clerk', 'leader'] as const;

const ROW = `r.*, ${nameOf('r.id')} as name, to_jsonb(t) as trainee`;
/** $5 after code · $6 step · $7 missing step · $8 sector · $9 words. */
const FOUND = `found as (
    select * from ${roads('u.id in (select id from reach) and ($5::text is null or u.code > $5) and ($8::text is null or u.sector = $8)')} f
    where ($6::text is null or f.step = $6) and ($7::text is null or not (to_jsonb(f) ->> $7)::boolean)
      and (cardinality($9::text[]) = 0 or (select bool_and(strpos(${folded(`f.code || ' ' || ${nameOf('f.id')}`)}, word) > 0) from unnest($9::text[]) word))
    order by f.code limit $10)`;
const LIST = `with recursive ${WITH}, ${FOUND}
  select ${ROW}, to_jsonb(c) as contact, (select max(m.day)::text from onboarding_reminder m where m.unit_id = r.id and m.outcome = 'sent') as "remindedOn"
  from found r left join lateral (${CONTACT}) c on true left join lateral (${TRAINEE}) t on true order by r.code`;

const OWN = `with recursive ${WITH} select ${ROW} from ${roads('u.id = any($1::uuid[])')} r left join lateral (${TRAINEE}) t on true order by r.code`;

const FUNNEL = `with recursive ${WITH} select r.step, count(*)::int as units,
    ${STEPS_TO_DO.map((step) => `count(*) filter (where not r.${step})::int as "without_${step}"`).join(', ')}
  from ${roads('u.id in (select id from reach)')} r group by r.step`;

interface FunnelRow {
  readonly [column: string]: unknown;
  readonly step: Step;
  readonly units: number;
}

/** Every unit's road, from facts alone. Each question is one query. */
@Injectable()
export class RoadsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of the units the caller administers and those below. */
  async funnel(caller: Principal): Promise<FunnelWire> {
    const rows = await this.database.rows<FunnelRow>(FUNNEL, this.values(caller.unitIds(['admin'])));
    return toFunnel(rows);
  }

  /** By code. */
  async list(caller: Principal, query: OnboardingUnitsQuery): Promise<Page<OnboardingUnitWire>> {
    const [after] = query.after ? decodeCursor(query.after, ['text']) : [null];
    const { step = null, missing = null, sector = null, limit } = query;
    const words = fold(query.q ?? '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const values = [...this.values(caller.unitIds(['admin'])), after, step, missing, sector, words, limit + 1];
    const rows = await this.database.rows<UnitRoadRow>(LIST, values);
    return toPage(rows, limit, (row) => [row.code], toUnitRoad);
  }

  /** Of the caller's own units. */
  async own(caller: Principal): Promise<OwnRoadsWire> {
    return { items: (await this.of(this.database, caller.unitIds())).map(toRoad) };
  }

  /** Of these units, as they stand now; closed ones and those outside the system are left out. */
  of(queries: Queries, unitIds: readonly string[]): Promise<RoadRow[]> {
    return queries.rows<RoadRow>(OWN, this.values(unitIds));
  }

  private values(unitIds: readonly string[]): unknown[] {
    return [unitIds, this.clock.now(), STAFF, RECEIVERS];
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

function toFunnel(rows: readonly FunnelRow[]): FunnelWire {
  const here = new Map(rows.map(({ step, units }) => [step, units]));
  const steps = ROAD.map((step, i) => ({
    step,
    reached: sum(ROAD.slice(i).map((later) => here.get(later) ?? 0)),
    here: here.get(step) ?? 0,
  }));
  const missing = STEPS_TO_DO.map((step) => ({ step, units: sum(rows.map((row) => Number(row[`without_${step}`]))) }));
  return { total: steps[0]?.reached ?? 0, ready: here.get('ready') ?? 0, steps, missing };
}
