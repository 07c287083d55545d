import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Queries, Tx } from '../platform/database/tx.ts';
import type { DeliveryState } from './delivery.states.ts';
import type { Part } from './incoming.policy.ts';

/** Work somebody has and has not finished. Says nothing of what the document is about: administrators read it too. */
export interface OpenWork {
  readonly [column: string]: unknown;
  readonly deliveryId: string;
  readonly unitId: string;
  readonly state: DeliveryState;
  readonly arrivalNumber: number | null;
  readonly arrivalYear: number | null;
  readonly part: Part;
  readonly dueAt: Date | null;
}

interface HeldWork extends OpenWork {
  readonly assignmentId: string;
}

const OPEN = `select v.id as "deliveryId", v.unit_id as "unitId", v.state, v.arrival_number as "arrivalNumber", v.arrival_year as "arrivalYear", p.part,
    a.due_at as "dueAt", a.id as "assignmentId"
  from assignment_person p join assignment a on a.id = p.assignment_id and a.replaced_at is null join delivery v on v.id = a.delivery_id
  where p.account_id = $1 and p.part in ('lead', 'cooperate') and v.unit_id = any($2) and v.state in ('assigned', 'in_progress')
  order by v.id`;
/** What the leader wrote and when stays; the line it replaces stays readable. */
const RENEW = `insert into assignment (id, delivery_id, instruction, due_at, assigned_by, assigned_post, at, delegation_id, handed_over_from)
  select m.new_id, a.delivery_id, a.instruction, a.due_at, a.assigned_by, a.assigned_post, a.at, a.delegation_id, $3
  from unnest($1::uuid[], $2::uuid[]) m (old_id, new_id) join assignment a on a.id = m.old_id`;
/** A successor who had a part already keeps the stronger one. */
const PEOPLE = `insert into assignment_person (assignment_id, account_id, part)
  select distinct on (m.new_id, who.id) m.new_id, who.id, p.part
  from unnest($1::uuid[], $2::uuid[]) m (old_id, new_id) join assignment_person p on p.assignment_id = m.old_id
  cross join lateral (select case when p.account_id = $3 then $4::uuid else p.account_id end as id) who
  order by m.new_id, who.id, array_position(array['lead', 'cooperate', 'inform'], p.part)`;

/** Hands the parts somebody has in open assignments over to a successor. */
@Injectable()
export class WorkHandover {
  open(queries: Queries, accountId: string, unitIds: readonly string[]): Promise<OpenWork[]> {
    return queries.rows<OpenWork>(OPEN, [accountId, unitIds]);
  }

  /** Parts to lead or to cooperate that are not done, in one round however many they are. @returns what was moved */
  async move(tx: Tx, fromId: string, toId: string, unitIds: readonly string[], at: Date): Promise<OpenWork[]> {
    const held = await tx.rows<HeldWork>(`${OPEN} for update of v`, [fromId, unitIds]);
    if (held.length === 0) return [];
    const oldIds = held.map((work) => work.assignmentId);
    const newIds = held.map(() => randomUUID());
    await tx.run(`update assignment set replaced_at = $2 where id = any($1)`, [oldIds, at]);
    await tx.run(RENEW, [oldIds, newIds, fromId]);
    await tx.run(PEOPLE, [oldIds, newIds, fromId, toId]);
    await tx.run(`update delivery set version = version + 1 where id = any($1)`, [held.map((work) => work.deliveryId)]);
    return held;
  }
}
