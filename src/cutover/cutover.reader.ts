import { Injectable } from '@nestjs/common';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { ProofsInForce } from '../legacy-inboxes/inbox-proofs.ts';
import { NO_PROOF, type InboxAct } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { STEPS_TO_DO } from '../onboarding/road.policy.ts';
import { REACH, WITH } from '../onboarding/road.sql.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { CutoverWire, MilestoneWire } from './cutover.wire.ts';
import { BLOCKERS, daysLeft, inboxBlocker, ROAD, unitBlocker, type Blocker, type RoadStep } from './roads.policy.ts';
import { roads, roadValues, type RoadFacts } from './roads.sql.ts';
import { Scoreboard } from './scoreboard.service.ts';
import { TrafficReader } from './traffic.reader.ts';

const FACTS = STEPS_TO_DO.map((step) => `r.${step}`).join(', ');
/** Units that stand at the same place for the same reason, counted together. */
const UNITS = `with recursive ${WITH} select r.step, ${FACTS}, least(r.people, 1) as people, least(r.unapproved, 1) as unapproved, r."wasAbsent",
    count(*)::int as count from ${roads('u.id in (select id from reach)')} r group by r.step, ${FACTS}, least(r.people, 1), least(r.unapproved, 1), r."wasAbsent"`;

const INBOXES = `with recursive ${REACH} select i.id, i.state from legacy_inbox i where i.unit_id in (select id from reach) and i.state in ('frozen', 'imported')`;

const STATES = `with recursive ${REACH} select state, count(*)::int as count from legacy_inbox i where i.unit_id in (select id from reach) group by state`;

const TIMELINE = `with recursive ${REACH} select e.act, min(e.at) as first, max(e.at) as last, count(*)::int as count
  from legacy_inbox_event e join legacy_inbox i on i.id = e.inbox_id
  where i.unit_id in (select id from reach) and e.act not in ('listing', 'change', 'secret') group by e.act order by min(e.at), e.act`;

interface UnitCount extends RoadFacts {
  readonly [column: string]: unknown;
  readonly step: RoadStep;
  readonly count: number;
}

interface StateCount {
  readonly [column: string]: unknown;
  readonly state: InboxState;
  readonly count: number;
}

type Milestone = { readonly act: InboxAct; readonly first: Date; readonly last: Date; readonly count: number };

/** The whole move on one screen, for the administrators of units and of everything below. */
@Injectable()
export class CutoverReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly proofs: ProofsInForce,
    private readonly traffic: TrafficReader,
    private readonly scoreboard: Scoreboard,
  ) {}

  async overview(caller: Principal): Promise<CutoverWire> {
    const [now, at] = [this.clock.now(), this.config.cutoverAt];
    const roots = caller.unitIds(['admin']);
    const units = await this.database.rows<UnitCount>(UNITS, roadValues(roots, now));
    const states = await this.database.rows<StateCount>(STATES, [roots]);
    const milestones = await this.database.rows<Milestone>(TIMELINE, [roots]);
    return {
      at: at?.toISOString() ?? null,
      isAfter: isAfterCutover(now, at),
      daysLeft: at && daysLeft(now, at),
      inboxes: { ...NO_INBOXES, ...Object.fromEntries(states.map(({ state, count }) => [state, count])) },
      units: countSteps(units),
      blockers: await this.blockers(roots, units, states),
      timeline: milestones.map(toMilestone),
      traffic: await this.traffic.lastDays(roots, now),
      scoreboardShown: (await this.scoreboard.row(this.database)).shown,
    };
  }

  private async blockers(
    roots: readonly string[],
    units: readonly UnitCount[],
    states: readonly StateCount[],
  ): Promise<CutoverWire['blockers']> {
    const counts = new Map<Blocker, number>();
    const add = (blocker: Blocker | null, count: number): void => {
      if (blocker !== null && count > 0) counts.set(blocker, (counts.get(blocker) ?? 0) + count);
    };
    for (const unit of units) add(unitBlocker(unit, unit), unit.count);
    for (const { state, count } of states)
      if (state === 'active' || state === 'dual_run') add(inboxBlocker(state, NO_PROOF), count);
    const undecided = await this.database.rows<{ id: string; state: InboxState }>(INBOXES, [roots]);
    const proofs = await this.proofs.get().standings(
      this.database,
      undecided.map(({ id }) => id),
    );
    for (const { id, state } of undecided) add(inboxBlocker(state, proofs.get(id) ?? NO_PROOF), 1);
    return BLOCKERS.flatMap((blocker) => (counts.has(blocker) ? [{ blocker, count: counts.get(blocker) ?? 0 }] : []));
  }
}

const NO_INBOXES = { active: 0, dual_run: 0, frozen: 0, imported: 0, retired: 0 };

function countSteps(units: readonly UnitCount[]): CutoverWire['units'] {
  const counts = Object.fromEntries(ROAD.map((step) => [step, 0])) as Record<RoadStep, number>;
  for (const { step, count } of units) counts[step] += count;
  return counts;
}

const toMilestone = ({ act, first, last, count }: Milestone): MilestoneWire => ({
  act,
  first: first.toISOString(),
  last: last.toISOString(),
  count,
});
