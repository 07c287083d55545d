import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { LegacyInbox } from './legacy-inbox.entity.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';
import type { EventAct } from './legacy-inbox.wire.ts';

/** An inbox whose row is locked. */
export type HeldInbox = Pick<LegacyInbox, 'id' | 'unitId' | 'state' | 'closedAt' | 'version'>;

export interface InboxEvent {
  readonly act: EventAct;
  readonly to: InboxState;
  readonly reason?: string | null;
  /** Names of fields and obstacles; never what was in them. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes down what happens to inboxes, in their own history and in the log of administrative acts. */
@Injectable()
export class InboxEvents {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The next version of the inbox, and the event that made it. @param first it is new: this event is version 1 */
  async write(tx: Tx, inbox: HeldInbox, who: Doer, event: InboxEvent, first = false): Promise<void> {
    const { act, to, reason = null, detail = {} } = event;
    const no = first ? inbox.version : inbox.version + 1;
    const at = this.clock.now();
    const accountId = 'principal' in who ? who.principal.accountId : who.accountId;
    const from = first ? null : inbox.state;
    await tx.run(
      `insert into legacy_inbox_event (id, inbox_id, no, at, account_id, from_state, to_state, act, reason, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [randomUUID(), inbox.id, no, at, accountId, from, to, act, reason, JSON.stringify(detail)],
    );
    await tx.run(
      `update legacy_inbox set version = $2, state_since = case when state = $3 then state_since else $4 end, state = $3 where id = $1`,
      [inbox.id, no, to, at],
    );
    const subject = { subjectType: 'legacy-inbox', subjectId: inbox.id, unitId: inbox.unitId };
    await this.audit.record(tx, who, { act: `legacy-inbox.${act}`, ...subject, detail: { from, to, ...detail } });
  }
}
