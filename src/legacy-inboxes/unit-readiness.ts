import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queries } from '../platform/database/tx.ts';
import { provided } from '../platform/provided.ts';

/** Whether a unit can do without its old inboxes. Provided downstream, by the room that follows units on their road. */
export abstract class UnitReadiness {
  /** Those of the units that are ready, in a constant number of queries. */
  abstract readyAmong(queries: Queries, unitIds: readonly string[]): Promise<ReadonlySet<string>>;
}

class NobodyReady extends UnitReadiness {
  readyAmong(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }
}

/** The readiness there is to ask; while no room follows the units, none is taken for ready. */
@Injectable()
export class ReadinessInForce {
  #readiness: UnitReadiness | null = null;

  constructor(private readonly modules: ModuleRef) {}

  get(): UnitReadiness {
    this.#readiness ??= provided(this.modules, UnitReadiness) ?? new NobodyReady();
    return this.#readiness;
  }
}
