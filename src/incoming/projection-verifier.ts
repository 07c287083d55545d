import { Injectable } from '@nestjs/common';
import type { Purpose } from '../calendar/deadlines.policy.ts';
import { Database } from '../platform/database/database.ts';
import type { Fact } from '../receipts/fact.ts';
import { project, type DeliveryState } from './delivery.states.ts';

/** A delivery whose stored state is not what its receipts add up to. */
export interface ProjectionFault {
  readonly deliveryId: string;
  readonly stored: DeliveryState;
  readonly proven: DeliveryState;
}

/** What is known of a delivery beside its receipts. */
export interface Evidence {
  readonly purpose: Purpose;
  readonly hasArrived: boolean;
  /** Its dispatch was taken back before its hour: that is proven by the dispatch. */
  readonly isTakenBack: boolean;
  readonly facts: readonly Fact[];
}

type Row = Evidence & { readonly id: string; readonly state: DeliveryState };

const BATCH = 1000;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** State and receipts in one statement, so that acts done meanwhile are seen whole or not at all. */
const READ = `select v.id, v.state, v.purpose, v.delivered_at is not null as "hasArrived", d.cancelled_at is not null as "isTakenBack",
    array(select r.fact from receipt r where r.delivery_id = v.id order by r.at, r.seq) as facts
  from delivery v left join dispatch d on d.id = v.dispatch_id where v.id > $1 order by v.id limit ${BATCH}`;

/** Recomputes the state of every delivery from its receipts, batch by batch, and compares it with what the boards show. */
@Injectable()
export class ProjectionVerifier {
  constructor(private readonly database: Database) {}

  /** @returns how many deliveries were looked at, and those that are not as proven */
  async verifyAll(): Promise<{ readonly deliveries: number; readonly faults: ProjectionFault[] }> {
    const faults: ProjectionFault[] = [];
    let deliveries = 0;
    for (let rows = await this.after(FIRST); rows.length > 0; rows = await this.after(rows.at(-1)?.id ?? FIRST)) {
      deliveries += rows.length;
      for (const row of rows) {
        const proven = provenState(row);
        if (proven !== row.state) faults.push({ deliveryId: row.id, stored: row.state, proven });
      }
    }
    return { deliveries, faults };
  }

  private after(id: string): Promise<Row[]> {
    return this.database.rows<Row>(READ, [id]);
  }
}

/**
 * A copy brought by a dispatch has no receipt of its arrival of its own (the sender's `dispatched` covers all of them), and one
 * for the file needs none to be done.
 */
export function provenState({ purpose, hasArrived, isTakenBack, facts }: Evidence): DeliveryState {
  const told = facts.filter((fact) => fact !== 'moved');
  if (!hasArrived && told.length === 0) return isTakenBack ? 'withdrawn' : 'queued';
  return project(purpose === 'file' && hasArrived ? [...told, 'done'] : told);
}
