import { Injectable } from '@nestjs/common';
import { UnitReadiness } from '../legacy-inboxes/unit-readiness.ts';
import type { Queries } from '../platform/database/tx.ts';
import { stepOf } from './road.policy.ts';
import { RoadsReader } from './roads.reader.ts';

/** A unit can do without its old inboxes when it is at the end of its road (product.md §8): the one rule, asked by all. */
@Injectable()
export class RoadReadiness extends UnitReadiness {
  constructor(private readonly roads: RoadsReader) {
    super();
  }

  async readyAmong(queries: Queries, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.roads.of(queries, unitIds);
    return new Set(rows.filter((row) => stepOf(row) === 'ready').map(({ id }) => id));
  }
}
