import { Injectable } from '@nestjs/common';
import { STAFF } from '../platform/access/role.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { ReceiptSealWire, SealWire } from './seal.wire.ts';

interface SealRow extends Record<string, unknown> {
  readonly number: string;
  readonly at: Date;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

interface CoveringRow extends Record<string, unknown> {
  readonly number: string | null;
  readonly at: Date;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly unitId: string;
  readonly seq: string;
  readonly headHash: Buffer;
}

/** Reads the seals: what is worth noting down outside, and what covers a receipt. */
@Injectable()
export class SealsReader {
  constructor(private readonly database: Database) {}

  /** @throws request.not-found as long as nothing has been sealed */
  async newest(): Promise<SealWire> {
    const row = await this.database.first<SealRow>(
      `select number, at, previous, hash from seal order by number desc limit 1`,
    );
    if (!row) throw REQUEST.notFound();
    return toSealWire(row);
  }

  /** The number of the newest seal; 0 when there is none. */
  async newestNumber(): Promise<number> {
    const row = await this.database.first<{ number: string }>(`select number from seal order by number desc limit 1`);
    return Number(row?.number ?? 0);
  }

  /** The seal that covers a receipt, once there is one. @throws request.not-found */
  async covering(caller: Principal, receiptId: string): Promise<ReceiptSealWire> {
    const row = await this.database.first<CoveringRow>(
      `select s.number, s.at, s.previous, s.hash, h.unit_id as "unitId", h.seq, h.hash as "headHash" from receipt r
       left join lateral (select * from seal_head h where h.unit_id = r.unit_id and h.seq >= r.seq order by h.seq limit 1) h on true
       left join seal s on s.number = h.number
       where r.id = $2 and (r.unit_id = any($1) or r.other_unit_id = any($1))`,
      [caller.unitIds(STAFF), receiptId],
    );
    if (!row) throw REQUEST.notFound();
    if (row.number === null) return { receiptId, seal: null, head: null };
    const head = { unitId: row.unitId, seq: Number(row.seq), hash: row.headHash.toString('hex') };
    return { receiptId, seal: toSealWire({ ...row, number: row.number }), head };
  }
}

function toSealWire({ number, at, previous, hash }: SealRow): SealWire {
  return {
    number: Number(number),
    at: at.toISOString(),
    previous: previous.toString('hex'),
    hash: hash.toString('hex'),
  };
}
