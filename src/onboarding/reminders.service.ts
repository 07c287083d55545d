import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import { afterQuietHours } from '../notifications/quiet-hours.policy.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { RemindBody } from './onboarding.dto.ts';
import { SEND_REMINDERS } from './onboarding.tasks.ts';
import type { OnboardingRemindersWire, SkippedUnitWire } from './onboarding.wire.ts';
import { nameOf, REACH, roads, WITH } from './road.sql.ts';
import { RECEIVERS } from './roads.reader.ts';

const STRANGER = `with recursive ${REACH} select asked.id from unnest($2::uuid[]) asked(id) where asked.id not in (select id from reach) limit 1`;

/** So many that are not written to are named; more than that nobody reads. */
const SKIPPED_SHOWN = 200;

/** $5 units asked for, or all · $6 step · $7 today. */
const ASK = `with recursive ${WITH}, waiting as materialized (
    select r.id, r.code, r.step, r.email, ${nameOf('r.id')} as name from ${roads('u.id in (select id from reach) and ($5::uuid[] is null or u.id = any($5))')} r
    where r.step <> 'ready' and ($6::text is null or r.step = $6)
  ), asked as (
    insert into onboarding_reminder (unit_id, step, day, asked_at, asked_by)
    select id, step, $7, $2, $8 from waiting where email is not null order by id on conflict do nothing returning unit_id)
  select (select count(*)::int from asked) as asked, count(*) filter (where email is not null)::int as reachable,
    count(*) filter (where email is null)::int as "withoutAddress",
    (select coalesce(jsonb_agg(to_jsonb(s) order by s."unitCode"), '[]') from (
      select id as "unitId", code as "unitCode", name as "unitName", case when email is null then 'without-address' else 'already' end as why
      from waiting where id not in (select unit_id from asked) order by code limit ${SKIPPED_SHOWN}) s) as skipped from waiting`;

interface Asked {
  readonly [column: string]: unknown;
  readonly asked: number;
  readonly reachable: number;
  readonly withoutAddress: number;
  readonly skipped: SkippedUnitWire[];
}

const NOBODY: Asked = { asked: 0, reachable: 0, withoutAddress: 0, skipped: [] };

/** Asks units to take their next step. */
@Injectable()
export class Reminders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly units: UnitsReader,
  ) {}

  /** A unit is reminded of a step once a day at most, however often this is asked for. @throws request.not-found, access.role-needed */
  ask(caller: Principal, repeat: RepeatKey | null, { unitIds, step }: RemindBody): Promise<OnboardingRemindersWire> {
    return this.work.once(repeat, async (tx) => {
      const roots = caller.unitIds(['admin']);
      await this.refuseStrangers(tx, caller, unitIds ?? []);
      const now = this.clock.now();
      const values = [roots, now, STAFF, RECEIVERS, unitIds ?? null, step ?? null, localDate(now), caller.accountId];
      const found = await tx.first<Asked>(ASK, values);
      const { asked, reachable, withoutAddress, skipped } = found ?? NOBODY;
      if (asked > 0) await this.jobs.enqueue(tx, SEND_REMINDERS, {});
      const answer = { asked, already: reachable - asked, withoutAddress };
      await this.audit.record(tx, caller, {
        act: 'onboarding.remind',
        subjectType: 'onboarding',
        subjectId: null,
        unitId: unitIds?.length === 1 ? (unitIds[0] ?? null) : (roots[0] ?? null),
        detail: { ...answer, step: step ?? null, units: unitIds?.length ?? null },
      });
      return { ...answer, skipped, sendsFrom: afterQuietHours(now).toISOString() };
    });
  }

  private async refuseStrangers(tx: Tx, caller: Principal, unitIds: readonly string[]): Promise<void> {
    if (unitIds.length === 0) return;
    const stranger = await tx.first<{ id: string }>(STRANGER, [caller.unitIds(['admin']), unitIds]);
    if (stranger) await this.units.requireAdmin(tx, caller, stranger.id);
  }
}
