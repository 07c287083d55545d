import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { CUSTODY } from './custody.errors.ts';
import type { HandedOver, KeptHandoverWire } from './handover.wire.ts';
import { HandoversReader } from './handovers.reader.ts';

export interface NewHandover {
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
  readonly at: Date;
  readonly obligations: HandedOver;
}

/** Keeps what was handed over, a line for each unit, and the successor's signature. */
@Injectable()
export class Handovers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: HandoversReader,
    private readonly audit: Audit,
  ) {}

  /** @returns the ids, one for each unit */
  async keep(tx: Tx, caller: Principal, { fromId, toId, reason, at, obligations }: NewHandover): Promise<string[]> {
    const unitIds = [...new Set(obligations.posts.map(({ unitId }) => unitId))].toSorted();
    const rows = unitIds.map((unitId) => ({ id: randomUUID(), unitId, obligations: ofUnit(obligations, unitId) }));
    await tx.run(
      `insert into handover (id, unit_id, from_id, to_id, reason, obligations, made_by, made_at)
       select h.id, h."unitId", $2, $3, $4, h.obligations, $5, $6 from jsonb_to_recordset($1::jsonb) as h(id uuid, "unitId" uuid, obligations jsonb)`,
      [JSON.stringify(rows), fromId, toId, reason, caller.accountId, at],
    );
    return rows.map(({ id }) => id);
  }

  /** The successor has it all in hand. Only the successor signs. @throws request.not-found, custody.not-successor */
  sign(caller: Principal, id: string, note: string | null): Promise<Outcome<KeptHandoverWire>> {
    return this.work.run(async (tx) => {
      const seen = await this.reader.one(caller, id, tx);
      if (seen.successor.accountId !== caller.accountId) throw CUSTODY.notSuccessor();
      const signed = await tx.run(
        `update handover set signed_at = $2, signature_note = $3 where id = $1 and signed_at is null`,
        [id, this.clock.now(), note],
      );
      const now = await this.reader.one(caller, id, tx);
      if (signed === 0) return Outcome.already(now);
      const line = { act: 'handover.sign', subjectType: 'handover', subjectId: id, unitId: seen.unitId };
      await this.audit.record(tx, caller, line);
      return Outcome.done(now);
    });
  }
}

const ofUnit = ({ posts, deliveries, drafts }: HandedOver, at: string): HandedOver => ({
  posts: posts.filter(({ unitId }) => unitId === at),
  deliveries: deliveries.filter(({ unitId }) => unitId === at),
  drafts: drafts.filter(({ unitId }) => unitId === at),
});
