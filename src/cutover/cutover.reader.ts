import { Injectable } from '@nestjs/common';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { ProofsInForce } from '../legacy-inboxes/inbox-proofs.ts';
import { NO_PROOF, type InboxAct } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { CutoverWire, MilestoneWire } from './cutover.wire.ts';
import { BLOCKERS, daysLeft, inboxBlocker, type Blocker, type RoadStep, type UnitBlocker } from './roads.policy.ts';
import { REACH, roads } from './roads.sql.ts';
import { Scoreboard } from './scoreboard.service.ts';
import { TrafficReader } from './traffic.reader.ts';

const UNITS = `with recursive ${REACH} select step, blocker, count(*)::int as count from (${roads('u.id in (select id from reach)')}) r group by step, blocker`;

const INBOXES = `with recursive ${REACH} select i.id, i.state from legacy_inbox i where i.unit_id in (select id from reach) and i.state in ('frozen', 'imported')`;

const STATES = `with recursive ${REACH} select state, count(*)::int as count from legacy_inbox i where i.unit_id in (select id from reach) group by state`;

const TIMELINE = `with recursive ${REACH} select e.act, min(e.at) as first, max(e.at) as last, count(*)::int as count
  from legacy_inbox_event e join legacy_inbox i on i.id = e.inbox_id
  where i.unit_id in (select id from reach) and e.act not in ('listing', 'change', 'secret') group by e.act order by min(e.at), e.act`;

interface UnitCount {
  readonly [column: string]: unknown;
  readonly step: RoadStep;
  readonly blocker: UnitBlocker | null;
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
    const units = await this.database.rows<UnitCount>(UNITS, [roots, now, STAFF]);
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
    for (const { blocker, count } of units) add(blocker, count);
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
  const counts = { listed: 0, account_issued: 0, first_login: 0, ready: 0, cut_over: 0 };
  for (const { step, count } of units) counts[step] += count;
  return counts;
}

const toMilestone = ({ act, first, last, count }: Milestone): MilestoneWire => ({
  act,
  first: first.toISOString(),
  last: last.toISOString(),
  count,
});
