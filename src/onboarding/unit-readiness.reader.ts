import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { stepOf } from './road.policy.ts';
import { RoadsReader } from './roads.reader.ts';

/** What the rooms of the cutover ask: whether a unit can do without its old inboxes. */
@Injectable()
export class UnitReadiness {
  constructor(private readonly roads: RoadsReader) {}

  /** Those of the units that are ready, in one query. */
  async readyAmong(queries: Queries, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.roads.of(queries, unitIds);
    return new Set(rows.filter((row) => stepOf(row) === 'ready').map(({ id }) => id));
  }

  async isReady(queries: Queries, unitId: string): Promise<boolean> {
    return (await this.readyAmong(queries, [unitId])).has(unitId);
  }
}
