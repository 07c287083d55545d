import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { FIRST_SEAL_STANDS_ON, sealHash, type SealedHead } from './seal-hash.ts';

/** What is wrong with a seal. The chain is broken there, so what comes after proves nothing more about what lies before. */
export interface SealFault {
  readonly number: number;
  readonly fault: 'missing' | 'changed' | 'broken-link' | 'cut-off' | 'not-as-noted';
  /** The unit whose receipts are not as they were sealed; null: the seal itself is wrong. */
  readonly unitId: string | null;
}

/** A seal somebody noted down outside. */
export interface NotedSeal {
  readonly number: number;
  readonly hash: Buffer;
}

interface SealRow extends Record<string, unknown> {
  readonly number: string;
  readonly at: Date;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

interface HeadRow extends Record<string, unknown> {
  readonly number: string;
  readonly unitId: string;
  readonly fromSeq: string;
  readonly seq: string;
  readonly hash: Buffer;
  /** The hash the unit's chain has there now; null when the receipt is gone. */
  readonly found: Buffer | null;
}

const BATCH = 200;

/** Recomputes every seal and holds what it covers against the chains. Needs nothing but the rows, so an auditor can do the same offline. */
@Injectable()
export class SealVerifier {
  constructor(private readonly database: Database) {}

  /**
   * Also beside a service at work.
   * @returns the number of seals looked at, and the faults up to the first seal that is itself wrong
   */
  async verifyAll(
    noted: NotedSeal | null = null,
  ): Promise<{ readonly seals: number; readonly faults: readonly SealFault[] }> {
    const newest = await this.newest();
    const faults: SealFault[] = [];
    const sealedUpTo = new Map<string, number>();
    let number = 0;
    let hash: Buffer = FIRST_SEAL_STANDS_ON;
    while (number < newest.number) {
      const batch = await this.batch(number, newest.number);
      for (const { seal, heads } of batch) {
        number++;
        const fault = faultOf(seal, number, hash, heads);
        if (fault) return { seals: number, faults: [...faults, { number, fault, unitId: null }] };
        faults.push(...headFaults(number, heads, sealedUpTo));
        if (noted?.number === number && !noted.hash.equals(seal.hash))
          faults.push({ number, fault: 'not-as-noted', unitId: null });
        hash = seal.hash;
      }
      if (batch.length === 0) return { seals: number, faults: [...faults, cutOff(number)] };
    }
    if (!hash.equals(newest.hash) || (noted && noted.number > number)) faults.push(cutOff(number));
    return { seals: number, faults };
  }

  private async newest(): Promise<NotedSeal> {
    const row = await this.database.first<{ number: string; hash: Buffer }>(`select number, hash from sealer`);
    return { number: Number(row?.number ?? 0), hash: row?.hash ?? FIRST_SEAL_STANDS_ON };
  }

  private async batch(after: number, upTo: number): Promise<{ seal: SealRow; heads: HeadRow[] }[]> {
    const seals = await this.database.rows<SealRow>(
      `select number, at, previous, hash from seal where number > $1 and number <= $2 order by number limit ${BATCH}`,
      [after, upTo],
    );
    const heads = await this.database.rows<HeadRow>(
      `select h.number, h.unit_id as "unitId", h.from_seq as "fromSeq", h.seq, h.hash, r.hash as found from seal_head h
       left join receipt r on r.unit_id = h.unit_id and r.seq = h.seq where h.number = any($1::bigint[])`,
      [seals.map(({ number }) => number)],
    );
    const ofSeal = new Map(seals.map(({ number }): [string, HeadRow[]] => [number, []]));
    for (const head of heads) ofSeal.get(head.number)?.push(head);
    return seals.map((seal) => ({ seal, heads: ofSeal.get(seal.number) ?? [] }));
  }
}

const cutOff = (number: number): SealFault => ({ number, fault: 'cut-off', unitId: null });

function faultOf(seal: SealRow, number: number, before: Buffer, heads: readonly HeadRow[]): SealFault['fault'] | null {
  if (Number(seal.number) !== number) return 'missing';
  if (!seal.previous.equals(before)) return 'broken-link';
  const sealed = heads.map(({ unitId, seq, hash }): SealedHead => ({ unitId, seq: Number(seq), hash }));
  return sealHash(before, number, seal.at, sealed).equals(seal.hash) ? null : 'changed';
}

/** Each chain must go on where its last seal left it, and still have the hash it was sealed with. */
function headFaults(number: number, heads: readonly HeadRow[], sealedUpTo: Map<string, number>): SealFault[] {
  return heads.flatMap(({ unitId, fromSeq, seq, hash, found }): SealFault[] => {
    const goesOn = Number(fromSeq) === (sealedUpTo.get(unitId) ?? 0) + 1;
    sealedUpTo.set(unitId, Number(seq));
    if (!goesOn) return [{ number, fault: 'broken-link', unitId }];
    return found?.equals(hash) ? [] : [{ number, fault: found ? 'changed' : 'missing', unitId }];
  });
}
