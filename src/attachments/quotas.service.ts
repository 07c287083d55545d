import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { StorageWire } from './storage.wire.ts';
import { UnitStorage } from './unit-storage.ts';

/** Shows and sets what units may store. */
@Injectable()
export class Quotas {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly units: UnitsReader,
    private readonly storage: UnitStorage,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found for everybody but the unit's people and the administrators above */
  async one(caller: Principal, unitId: string): Promise<StorageWire> {
    const isTheirs = caller.belongsTo(unitId) || (await this.units.administeredBy(this.database, caller, unitId));
    if (!isTheirs) throw REQUEST.notFound();
    const state = await this.storage.stateOf(unitId);
    const { usedBytes, ownQuotaMb } = state;
    return { unitId, usedBytes, quotaMb: this.storage.quotaOf(state) || null, isOwnQuota: ownQuotaMb !== null };
  }

  /** @throws request.not-found, access.role-needed, attachments.quota-from-above */
  async set(caller: Principal, unitId: string, quotaMb: number | null): Promise<StorageWire> {
    await this.work.run(async (tx) => {
      await this.units.requireAdmin(tx, caller, unitId);
      const above = (await this.units.pathOf(tx, unitId)).filter((id) => id !== unitId);
      const roots = caller.unitIds(['admin']);
      if (above.length > 0 && !above.some((id) => roots.includes(id))) throw ATTACHMENTS.quotaFromAbove();
      const before = await this.storage.setQuota(tx, unitId, quotaMb);
      if (before === quotaMb) return;
      await this.audit.record(tx, caller, {
        act: 'unit.quota',
        subjectType: 'unit',
        subjectId: unitId,
        unitId,
        detail: { from: before, to: quotaMb },
      });
    });
    return this.one(caller, unitId);
  }
}
