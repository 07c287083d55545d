import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { ProofsInForce } from '../legacy-inboxes/inbox-proofs.ts';
import { InboxMoves } from '../legacy-inboxes/inbox-moves.service.ts';
import { judge, NEXT_ACT, NO_PROOF } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { ReadinessInForce } from '../legacy-inboxes/unit-readiness.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { ON_THE_DAY } from './cutover.tasks.ts';

const BATCH = 200;
const SERVICE = { accountId: null, address: null };
const NO_REASON = { reason: null, override: false };

/** Inboxes on the road. One that somebody has reopened since the cutover is theirs: the service does not take it on again. */
const ON_THE_ROAD = `select i.id, i.unit_id as "unitId", i.state from legacy_inbox i
  where i.state <> 'retired' and i.id > $1 and not coalesce((select e.act = 'reopening' and e.at >= $2 from legacy_inbox_event e
    where e.inbox_id = i.id and e.act not in ('listing', 'change', 'secret') order by e.no desc limit 1), false)
  order by i.id limit ${BATCH}`;

interface OnRoad {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly state: InboxState;
}

/**
 * The day itself, and every day after it: what is still open is frozen, and each inbox is taken as far as the guards let it without a
 * word of anybody, at best to retirement. Those that stay are on the cockpit's list, with what keeps them.
 */
@Injectable()
export class OnTheDay extends JobHandler {
  readonly task = ON_THE_DAY;
  override readonly cron = '* * * * *';

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly proofs: ProofsInForce,
    private readonly readiness: ReadinessInForce,
    private readonly moves: InboxMoves,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run(): Promise<void> {
    const cutover = this.config.cutoverAt;
    if (cutover === null || !isAfterCutover(this.clock.now(), cutover)) return;
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after) {
      const rows: OnRoad[] = await this.database.rows<OnRoad>(ON_THE_ROAD, [after, cutover]);
      for (const id of await this.movable(rows)) await this.advance(id);
      after = rows.length === BATCH ? (rows.at(-1)?.id ?? null) : null;
    }
  }

  /** Those with a next step open to them, found without locking anything: most of them wait, minute after minute. */
  private async movable(rows: readonly OnRoad[]): Promise<string[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const proofs = await this.proofs.get().standings(this.database, ids);
    const ready = await this.readiness.get().readyAmong(this.database, [...new Set(rows.map(({ unitId }) => unitId))]);
    const [now, cutover] = [this.clock.now(), this.config.cutoverAt];
    return rows
      .filter(({ id, unitId, state }) => {
        const act = NEXT_ACT[state];
        const facts = { now, cutover, proof: proofs.get(id) ?? NO_PROOF, unitReady: ready.has(unitId) };
        return act !== null && judge({ state, closedAt: null }, act, facts).obstacles.length === 0;
      })
      .map(({ id }) => id);
  }

  /** Step by step, in one transaction; what one inbox stumbles over does not hold up the others. */
  private async advance(id: string): Promise<void> {
    try {
      await this.work.run(async (tx) => {
        for (;;) {
          const inbox = await this.moves.hold(tx, id);
          const act = inbox && NEXT_ACT[inbox.state];
          if (!inbox || !act || (await this.moves.move(tx, inbox, act, SERVICE, NO_REASON))) return;
        }
      });
    } catch (error) {
      this.log.error({ err: error, inboxId: id }, 'an old inbox could not be moved on; it is tried again in a minute');
    }
  }
}
