import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { brokeUnique } from './unique.ts';
import { UnitDirectory } from './unit-directory.reader.ts';
import { lockTree, lockUnit, refuseClosed, tellTime, type LockedUnit } from './unit-lock.ts';
import { requireOpenParent, UnitProvisioning } from './unit-provisioning.service.ts';
import type { UnitWire } from './unit.wire.ts';
import type { NewUnitBody, UnitChangeBody } from './units.dto.ts';
import { UNITS } from './units.errors.ts';
import { changesOf, refuseMoveInside, refuseUnreachable } from './units.policy.ts';
import { UnitsReader } from './units.reader.ts';

const UPDATE = `update unit set code = $2, channel = $3, email = $4, phone = $5, symbol = $6, symbol_style = $7, numbering = $8, place = $9,
  parent_id = $10, kind = $11, sector = $12, version = version + 1 where id = $1`;

/** Enters and changes units, for administrators of the unit or above. */
@Injectable()
export class Units {
  constructor(
    private readonly work: UnitOfWork,
    private readonly provisioning: UnitProvisioning,
    private readonly units: UnitsReader,
    private readonly directory: UnitDirectory,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Enters a unit below one the caller administers. */
  async create(caller: Principal, repeat: RepeatKey | null, body: NewUnitBody): Promise<UnitWire> {
    return this.work.once(repeat, async (tx) => {
      if (!(await this.units.administeredBy(tx, caller, body.parentId))) throw UNITS.parentNotFound();
      const unit = Object.assign({ openedOn: this.units.today() }, given(body));
      const id = await this.provisioning.create(tx, unit, caller);
      return this.directory.line(tx, id);
    });
  }

  /** Changes a unit, on the version the caller saw; moving it takes its whole subtree along. */
  async change(caller: Principal, id: string, version: number, body: UnitChangeBody): Promise<UnitWire> {
    return this.work.run(async (tx) => {
      if (body.parentId !== undefined) await lockTree(tx);
      await this.units.requireAdmin(tx, caller, id);
      const before = await lockUnit(tx, id);
      refuseStale(before, version);
      refuseClosed(before);
      const after = merged(before, body);
      refuseUnreachable(after);
      if (after.parentId !== before.parentId) await this.checkMove(tx, caller, before, after.parentId);
      await this.store(tx, caller, before, after);
      return this.directory.line(tx, id);
    });
  }

  /** Both the place it leaves and the place it goes to are the caller's to arrange. */
  private async checkMove(tx: Tx, caller: Principal, unit: LockedUnit, targetId: string | null): Promise<void> {
    const path = targetId === null ? [] : await this.units.pathOf(tx, targetId);
    const roots = caller.unitIds(['admin']);
    if (targetId === null || !path.some((id) => roots.includes(id))) throw UNITS.parentNotFound();
    refuseMoveInside(unit.id, path);
    const isAbove = unit.parentId !== null && (await this.units.administeredBy(tx, caller, unit.parentId));
    if (!isAbove) throw UNITS.moveFromAbove();
    await requireOpenParent(tx, targetId);
  }

  private async store(tx: Tx, caller: Principal, before: LockedUnit, after: LockedUnit): Promise<void> {
    const changes = changesOf(before, after, ['email', 'phone']);
    if (Object.keys(changes).length === 0) return;
    const { id, code, channel, email, phone, symbol, symbolStyle, numbering, place, parentId, kind, sector } = after;
    await tellTime(tx, this.clock.now());
    try {
      const values = [code, channel, email, phone, symbol, symbolStyle, numbering, place, parentId, kind, sector];
      await tx.run(UPDATE, [id, ...values]);
    } catch (error) {
      throw brokeUnique(error, 'unit_code_key') ? UNITS.codeTaken({ code }) : error;
    }
    await this.audit.record(tx, caller, {
      act: 'unit.change',
      subjectType: 'unit',
      subjectId: id,
      unitId: id,
      detail: { changes },
    });
  }
}

/** What is left out stays. */
function merged(unit: LockedUnit, change: UnitChangeBody): LockedUnit {
  return Object.assign({}, unit, given(change));
}

/** The fields that were sent: the class has the others too, as undefined. */
function given<T extends object>(body: T): T {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as T;
}
