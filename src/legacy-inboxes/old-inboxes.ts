import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { isAfterCutover } from './cutover-date.policy.ts';
import { mayBeAddressed, mayGetContent } from './inbox-content.policy.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';

/** An old inbox a document goes to as well. */
export interface TakingInbox {
  readonly id: string;
  readonly unitId: string;
  readonly address: string;
  readonly owner: string | null;
}

export interface CopyKey {
  readonly dispatchId: string;
  readonly inboxId: string;
}

const REFUSED = 'withheld: no content goes to this old inbox any more';

/** What may still go to old inboxes: asked by rooms that send documents, when they decide and again before each try. */
@Injectable()
export class OldInboxes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The date as it is shown: the first day on which nothing goes there any more. */
  get endsAt(): Date | null {
    return this.config.cutoverAt;
  }

  /** Is there any inbox that documents go to now? From the cutover on none, without a question to the database. */
  async takeContent(queries: Queries): Promise<boolean> {
    const cutover = this.config.cutoverAt;
    if (cutover === null || isAfterCutover(this.clock.now(), cutover)) return false;
    return (await queries.first(`select id from legacy_inbox where state = 'dual_run' limit 1`)) !== null;
  }

  /** Those of the units' inboxes that a document may go to now, by unit and address. */
  async takingOf(queries: Queries, unitIds: readonly string[]): Promise<TakingInbox[]> {
    const rows = await queries.rows<TakingInbox & { readonly state: InboxState }>(
      `select id, unit_id as "unitId", address, owner, state from legacy_inbox where unit_id = any($1::uuid[]) and state = 'dual_run' order by unit_id, address`,
      [unitIds],
    );
    const [now, cutover] = [this.clock.now(), this.config.cutoverAt];
    return rows.filter(({ state }) => mayGetContent(state, now, cutover));
  }

  /** Those of the units' inboxes that are still read: in use, and their end has not come. By unit and address. */
  async livingOf(queries: Queries, unitIds: readonly string[]): Promise<TakingInbox[]> {
    const rows = await queries.rows<TakingInbox & { readonly state: InboxState }>(
      `select id, unit_id as "unitId", address, owner, state from legacy_inbox where unit_id = any($1::uuid[]) and state in ('active', 'dual_run') order by unit_id, address`,
      [unitIds],
    );
    const [now, cutover] = [this.clock.now(), this.config.cutoverAt];
    return rows.filter(({ state }) => mayBeAddressed(state, now, cutover));
  }

  /** Why a copy must not go to this inbox now; null when it may. */
  async objectionToCopy(inboxId: string): Promise<string | null> {
    const row = await this.database.first<{ state: InboxState }>(`select state from legacy_inbox where id = $1`, [
      inboxId,
    ]);
    // The clock is asked last: what the database took must not be given to the old way.
    return row && mayGetContent(row.state, this.clock.now(), this.config.cutoverAt) ? null : REFUSED;
  }

  /** Why content must not go to this address now; null when it may, or when it is no old inbox. */
  async objectionTo(address: string): Promise<string | null> {
    return (await this.shutAmong(this.database, [address])).size > 0 ? REFUSED : null;
  }

  /** Those of the addresses, in lower case, that are old inboxes content must not go to any more. */
  async shutAmong(queries: Queries, addresses: readonly string[]): Promise<Set<string>> {
    if (addresses.length === 0) return new Set();
    const rows = await queries.rows<{ address: string; state: InboxState }>(
      `select address, state from legacy_inbox where address = any($1::text[])`,
      [addresses.map((address) => address.toLowerCase())],
    );
    const [now, cutover] = [this.clock.now(), this.config.cutoverAt];
    return new Set(rows.filter(({ state }) => !mayBeAddressed(state, now, cutover)).map(({ address }) => address));
  }

  /** Writes down copies that were queued; those written before stay as they are. */
  async noteCopies(tx: Tx, copies: readonly (CopyKey & { readonly deliveryId: string })[]): Promise<void> {
    if (copies.length === 0) return;
    await tx.run(
      `insert into legacy_copy (dispatch_id, inbox_id, delivery_id, made_at)
       select c."dispatchId", c."inboxId", c."deliveryId", $2 from jsonb_to_recordset($1::jsonb) as c("dispatchId" uuid, "inboxId" uuid, "deliveryId" uuid)
       on conflict do nothing`,
      [JSON.stringify(copies), this.clock.now()],
    );
  }

  /** What became of a copy, once. */
  async noteOutcome(tx: Tx, { dispatchId, inboxId }: CopyKey, outcome: 'sent' | 'withheld' | 'failed'): Promise<void> {
    await tx.run(
      `update legacy_copy set outcome = $3, ended_at = $4 where dispatch_id = $1 and inbox_id = $2 and outcome is null`,
      [dispatchId, inboxId, outcome, this.clock.now()],
    );
  }
}
