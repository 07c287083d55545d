import { Injectable } from '@nestjs/common';
import type { Doer } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { InboxEvents, type HeldInbox } from './inbox-events.ts';
import { ProofsInForce } from './inbox-proofs.ts';
import { decide, judge, type InboxAct, type InboxFacts } from './inbox.states.ts';
import { refusal } from './refusals.ts';
import { ReadinessInForce } from './unit-readiness.ts';

const HOLD = `select id, unit_id as "unitId", state, closed_at as "closedAt", version from legacy_inbox where id = $1 for update`;

export interface How {
  readonly reason: string | null;
  readonly override: boolean;
}

/** Moves inboxes along their road, for people and for the service itself; who may is asked before. */
@Injectable()
export class InboxMoves {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly proofs: ProofsInForce,
    private readonly readiness: ReadinessInForce,
    private readonly events: InboxEvents,
  ) {}

  /** Its row, locked; null when there is none. */
  hold(tx: Tx, id: string): Promise<HeldInbox | null> {
    return tx.first<HeldInbox>(HOLD, [id]);
  }

  /**
   * Does one act on an inbox that is held.
   * @returns why it cannot be done; null when it was
   */
  async move(tx: Tx, inbox: HeldInbox, act: InboxAct, who: Doer, how: How): Promise<DomainError | null> {
    const facts = await this.factsOf(tx, inbox);
    const decision = decide(judge(inbox, act, facts), how.reason, how.override);
    if ('obstacles' in decision) return refusal(decision.obstacles, facts.proof);
    const { to, overrode } = decision;
    const { proof, differences } = facts.proof;
    const detail = { proof, differences, ...(overrode.length > 0 ? { overrode } : {}) };
    await this.events.write(tx, inbox, who, { act, to, reason: how.reason, detail });
    // A password that nobody needs any more is not kept.
    if (act === 'closing')
      await tx.run(`update legacy_inbox set closed_at = $2, imap_secret = null where id = $1`, [inbox.id, facts.now]);
    return null;
  }

  private async factsOf(tx: Tx, inbox: HeldInbox): Promise<InboxFacts> {
    const proof = await this.proofs.get().agrees(tx, inbox.id);
    const ready = await this.readiness.get().readyAmong(tx, [inbox.unitId]);
    return { now: this.clock.now(), cutover: this.config.cutoverAt, proof, unitReady: ready.has(inbox.unitId) };
  }
}
