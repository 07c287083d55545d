import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { lockTree, lockUnitWhole, tellTime } from './unit-lock.ts';
import { UNITS } from './units.errors.ts';
import { refuseClosing } from './units.policy.ts';
import { UnitsReader } from './units.reader.ts';

/** How a unit ends. */
export interface UnitClosing {
  /** The day it ends, 'yyyy-MM-dd', not after today. */
  readonly on: string;
  /** The unit it is merged into; null when it is simply closed. */
  readonly successorId: string | null;
}

/** The units' half of closing and merging; what was on its way to the unit is the business of the room that calls this. */
@Injectable()
export class UnitLifecycle {
  constructor(
    private readonly units: UnitsReader,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Closes a unit, for administrators of it or above; a successor must be theirs too, as the unit's documents go there.
   * Call it first in the transaction: it takes the tree lock and then the unit's row, which waits for deliveries being
   * written to the unit and holds back new ones until the transaction ends. Posts stay as they are.
   * @throws request.not-found, access.role-needed, units.already-closed, units.closed-before-opening, units.closed-in-future,
   * units.has-open-children, units.successor-not-found, units.successor-closed, units.successor-inside
   */
  async close(tx: Tx, caller: Principal, unitId: string, closing: UnitClosing): Promise<void> {
    const { on } = closing;
    const successorId = closing.successorId?.toLowerCase() ?? null;
    await lockTree(tx);
    await this.units.requireAdmin(tx, caller, unitId);
    const unit = await lockUnitWhole(tx, unitId);
    refuseClosing({ ...unit, openChildren: await countOpenChildren(tx, unitId), on, today: this.units.today() });
    if (successorId !== null) await this.checkSuccessor(tx, caller, unitId, successorId);
    await tellTime(tx, this.clock.now());
    await tx.run(`update unit set closed_on = $2, successor_id = $3, version = version + 1 where id = $1`, [
      unitId,
      on,
      successorId,
    ]);
    await this.audit.record(tx, caller, {
      act: 'unit.close',
      subjectType: 'unit',
      subjectId: unitId,
      unitId,
      detail: { on, successorId },
    });
  }

  private async checkSuccessor(tx: Tx, caller: Principal, unitId: string, successorId: string): Promise<void> {
    const path = await this.units.pathOf(tx, successorId);
    if (path.includes(unitId)) throw UNITS.successorInside();
    const roots = caller.unitIds(['admin']);
    if (!path.some((id) => roots.includes(id))) throw UNITS.successorNotFound();
    const successor = (await this.units.byIds(tx, [successorId])).get(successorId);
    if (successor && successor.closedOn !== null) throw UNITS.successorClosed({ closedOn: successor.closedOn });
  }
}

async function countOpenChildren(tx: Tx, unitId: string): Promise<number> {
  const row = await tx.first<{ n: number }>(
    `select count(*)::int as n from unit where parent_id = $1 and closed_on is null`,
    [unitId],
  );
  return row?.n ?? 0;
}
