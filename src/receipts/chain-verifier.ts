import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { RECEIPT_COLUMNS } from './receipts.reader.ts';
import { CHAIN_START, leafOf, nextHash, type Statement } from './leaf.ts';

/** What is wrong with a unit's chain, and from which receipt on. */
export interface ChainFault {
  readonly unitId: string;
  readonly seq: number;
  readonly fault: 'missing' | 'changed' | 'broken-link' | 'cut-off';
}

type Row = Statement & { readonly seq: string; readonly leaf: Buffer; readonly hash: Buffer };

const BATCH = 2000;

interface Head {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Recomputes every chain from its statements. Needs nothing but the rows, so an auditor can do the same offline. */
@Injectable()
export class ChainVerifier {
  constructor(private readonly database: Database) {}

  /** Also beside a service at work. @returns the number of receipts looked at and every unit's first fault */
  async verifyAll(): Promise<{ readonly receipts: number; readonly faults: ChainFault[] }> {
    const chains = await this.database.rows<{ unit_id: string }>(`select unit_id from receipt_chain order by unit_id`);
    const faults: ChainFault[] = [];
    let receipts = 0;
    for (const { unit_id: unitId } of chains) {
      const found = await this.verifyChain(unitId);
      receipts += found.length;
      if (found.fault) faults.push(found.fault);
    }
    const strays = await this.database.rows<{ unit_id: string }>(
      `select distinct unit_id from receipt r where not exists (select from receipt_chain c where c.unit_id = r.unit_id)`,
    );
    return {
      receipts,
      faults: [...faults, ...strays.map((s) => ({ unitId: s.unit_id, seq: 1, fault: 'cut-off' as const }))],
    };
  }

  /** A head is written together with its rows and read before them: when no row comes after it, it must name the last one. */
  private async verifyChain(unitId: string): Promise<{ length: number; fault: ChainFault | null }> {
    let seq = 0;
    let hash: Buffer = CHAIN_START;
    for (;;) {
      const head = await this.headOf(unitId);
      const rows = await this.database.rows<Row>(
        `select ${RECEIPT_COLUMNS} from receipt where unit_id = $1 and seq > $2 order by seq limit ${BATCH}`,
        [unitId, seq],
      );
      if (rows.length === 0)
        return {
          length: seq,
          fault: head.seq === seq && head.hash.equals(hash) ? null : { unitId, seq, fault: 'cut-off' },
        };
      for (const row of rows) {
        seq++;
        const fault = faultOf(row, seq, hash);
        if (fault) return { length: seq, fault: { unitId, seq, fault } };
        hash = row.hash;
      }
    }
  }

  private async headOf(unitId: string): Promise<Head> {
    const head = await this.database.first<{ seq: string; hash: Buffer }>(
      `select seq, hash from receipt_chain where unit_id = $1`,
      [unitId],
    );
    return { seq: Number(head?.seq ?? 0), hash: head?.hash ?? CHAIN_START };
  }
}

function faultOf(row: Row, seq: number, before: Buffer): ChainFault['fault'] | null {
  if (Number(row.seq) !== seq) return 'missing';
  if (!leafOf(row).equals(row.leaf)) return 'changed';
  return nextHash(before, row.leaf).equals(row.hash) ? null : 'broken-link';
}
