import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitLifecycle } from '../units/unit-lifecycle.service.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import type { CloseUnit } from './unit-closure.dto.ts';
import type { UnitClosureWire } from './unit-closure.wire.ts';
import { holdUnfinishedOf, type HeldDelivery } from './held-delivery.ts';

/** Closing or merging a unit: what it had not finished moves to its successor, or becomes its sender's to-do; nothing is lost on the way. */
@Injectable()
export class UnitClosure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitLifecycle,
    private readonly log: DeliveryLog,
  ) {}

  close(caller: Principal, unitId: string, body: CloseUnit): Promise<UnitClosureWire> {
    return this.work.run(async (tx) => {
      const successorId = body.successorId ?? null;
      await this.units.close(tx, caller, unitId, { on: body.on, successorId });
      const held = await holdUnfinishedOf(tx, unitId);
      const taken = successorId ? await documentsAt(tx, successorId, held) : new Set<string | null>();
      const movable = successorId ? held.filter((d) => !taken.has(d.documentId)) : [];
      const rest = held.filter((d) => !movable.includes(d));
      for (const delivery of movable) await this.move(tx, delivery, successorId ?? '');
      for (const delivery of rest) await this.giveUp(tx, delivery);
      return { unitId, successorId, moved: movable.length, undeliverable: rest.length };
    });
  }

  private async move(tx: Tx, delivery: HeldDelivery, successorId: string): Promise<void> {
    await tx.run(`update delivery set unit_id = $2, version = version + 1 where id = $1`, [delivery.id, successorId]);
    const moved = { ...delivery, unitId: successorId };
    await this.log.note(tx, moved, 'moved', successorId, 'system', this.clock.now(), [
      { from: delivery.unitId, to: successorId },
    ]);
  }

  private async giveUp(tx: Tx, delivery: HeldDelivery): Promise<void> {
    if (delivery.senderUnitId)
      await this.log.state(tx, delivery, 'fail', delivery.senderUnitId, 'system', this.clock.now(), {
        reason: 'unit-closed',
      });
  }
}

/** A successor that got the document itself keeps its own copy. */
async function documentsAt(tx: Tx, unitId: string, held: readonly HeldDelivery[]): Promise<Set<string | null>> {
  const rows = await tx.rows<{ document_id: string }>(
    `select document_id from delivery where unit_id = $1 and document_id = any($2)`,
    [unitId, held.map((d) => d.documentId)],
  );
  return new Set(rows.map((r) => r.document_id));
}
