import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { BlobId } from './blob-store.ts';

const MB = 1024 * 1024;

/** What a unit uses and may use. */
export interface StorageState {
  /** Distinct content of the files it uploaded itself, in bytes. */
  readonly usedBytes: number;
  /** Its own quota in MiB; null when the default holds. */
  readonly ownQuotaMb: number | null;
}

const COLUMNS = `used_bytes::float8 as "usedBytes", quota_mb as "ownQuotaMb"`;

/**
 * Holds units to their quota. A content counts once for each unit that uploaded it, however many of its files hold it; copies that
 * were sent to a unit count for the sender alone.
 */
@Injectable()
export class UnitStorage {
  readonly #defaultMb: number;

  constructor(
    private readonly database: Database,
    config: Config,
  ) {
    this.#defaultMb = config.get('UNIT_QUOTA_MB');
  }

  async stateOf(unitId: string): Promise<StorageState> {
    const found = await this.database.first<StorageState>(`select ${COLUMNS} from unit_storage where unit_id = $1`, [
      unitId,
    ]);
    return found ?? { usedBytes: 0, ownQuotaMb: null };
  }

  /** The quota that holds, in MiB; 0: none. */
  quotaOf({ ownQuotaMb }: StorageState): number {
    return ownQuotaMb ?? this.#defaultMb;
  }

  /**
   * Refuses early what would be refused at the end, so that nobody sends a gigabyte in vain. Only a look: `take` decides.
   * @param sha256 when it is known: what the unit has already takes no room
   * @throws attachments.quota-exceeded
   */
  async refuseBeyond(unitId: string, bytes: number, sha256: string | null = null): Promise<void> {
    const state = await this.stateOf(unitId);
    if (!this.#isBeyond(state, bytes)) return;
    const has = sha256 !== null && (await this.#held(this.database, unitId, [sha256])).has(sha256);
    if (!has) throw this.#exceeded(state, bytes);
  }

  /**
   * Counts contents that the unit is about to hold, before their attachments are written. The unit's row is locked until the
   * transaction ends: however many uploads end at once, they are counted one after the other.
   * @throws attachments.quota-exceeded
   */
  async take(tx: Tx, unitId: string, contents: readonly BlobId[]): Promise<void> {
    const state = await this.#hold(tx, unitId);
    const distinct = new Map(contents.map(({ sha256, size }) => [sha256, size]));
    const taken = await tx.first<{ bytes: number }>(
      `update unit_storage s set used_bytes = s.used_bytes + fresh.bytes
       from (select sum(c.size) as bytes from unnest($2::text[], $3::bigint[]) as c (sha256, size)
             where not exists (select from attachment a where a.unit_id = $1 and a.sha256 = c.sha256)) fresh
       where s.unit_id = $1 and fresh.bytes > 0 returning fresh.bytes::float8 as bytes`,
      [unitId, [...distinct.keys()], [...distinct.values()]],
    );
    if (taken && this.#isBeyond(state, taken.bytes)) throw this.#exceeded(state, taken.bytes);
  }

  /** Counts contents no longer that a unit held in files just deleted, unless others of its files still hold them. */
  async release(tx: Tx, deleted: readonly (BlobId & { readonly unitId: string })[]): Promise<void> {
    // Locked before it is looked: an upload that ends at the same time is seen whole or not at all.
    await tx.rows(`select from unit_storage where unit_id = any($1::uuid[]) order by unit_id for update`, [
      [...new Set(deleted.map(({ unitId }) => unitId))],
    ]);
    await tx.run(
      `update unit_storage s set used_bytes = greatest(0, used_bytes - gone.bytes)
       from (select g."unitId" as unit_id, sum(g.size) as bytes
             from (select distinct "unitId", sha256, size from jsonb_to_recordset($1::jsonb) as g ("unitId" uuid, sha256 text, size bigint)) g
             where not exists (select from attachment a where a.unit_id = g."unitId" and a.sha256 = g.sha256) group by 1) gone
       where s.unit_id = gone.unit_id`,
      [JSON.stringify(deleted)],
    );
  }

  /** @returns the quota it had of its own before */
  async setQuota(tx: Tx, unitId: string, quotaMb: number | null): Promise<number | null> {
    const before = await this.#hold(tx, unitId);
    await tx.run(`update unit_storage set quota_mb = $2 where unit_id = $1`, [unitId, quotaMb]);
    return before.ownQuotaMb;
  }

  /** Locks the unit's row. It is looked for first: it is made once, and held by every upload. */
  async #hold(tx: Tx, unitId: string): Promise<StorageState> {
    const held = `select ${COLUMNS} from unit_storage where unit_id = $1 for update`;
    const known = await tx.first<StorageState>(held, [unitId]);
    if (known) return known;
    await tx.run(`insert into unit_storage (unit_id) values ($1) on conflict do nothing`, [unitId]);
    const made = await tx.first<StorageState>(held, [unitId]);
    if (!made) throw new Error(`unit_storage of ${unitId} is gone`);
    return made;
  }

  async #held(queries: Pick<Tx, 'rows'>, unitId: string, hashes: readonly string[]): Promise<Set<string>> {
    const rows = await queries.rows<{ sha256: string }>(
      `select distinct sha256 from attachment where unit_id = $1 and sha256 = any($2::text[])`,
      [unitId, hashes],
    );
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  #isBeyond(state: StorageState, bytes: number): boolean {
    const quota = this.quotaOf(state) * MB;
    return quota > 0 && state.usedBytes + bytes > quota;
  }

  #exceeded(state: StorageState, bytes: number): Error {
    return ATTACHMENTS.quotaExceeded({
      usedMb: Math.ceil(state.usedBytes / MB),
      quotaMb: this.quotaOf(state),
      neededMb: Math.ceil(bytes / MB),
    });
  }
}
