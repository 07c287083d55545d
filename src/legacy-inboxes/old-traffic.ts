import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queries } from '../platform/database/tx.ts';
import { provided } from '../platform/provided.ts';

/** Mails that came to old addresses on one day. */
export interface TrafficOfDay {
  /** In Vietnam, yyyy-MM-dd. */
  readonly day: string;
  readonly mails: number;
}

/**
 * What still comes by the old way. A room downstream that takes such mails in provides it under this class as its token
 * (`{ provide: OldTraffic, useClass: … }`); while none does, nothing is counted.
 */
export abstract class OldTraffic {
  /**
   * Mails to the inboxes of these units and of everything below them, by day, oldest first; days without any may be left out.
   * @param from first local day, yyyy-MM-dd; `to` the last one
   */
  abstract perDay(queries: Queries, rootIds: readonly string[], from: string, to: string): Promise<TrafficOfDay[]>;
}

/** The counters there are; null while no room counts. */
@Injectable()
export class TrafficInForce {
  constructor(private readonly modules: ModuleRef) {}

  get(): OldTraffic | null {
    return provided(this.modules, OldTraffic);
  }
}
