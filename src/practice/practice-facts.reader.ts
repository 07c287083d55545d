import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { PracticeAct } from './practice.roles.ts';

/** What somebody has done in the practice area, and when first. */
export interface Fact {
  readonly [column: string]: unknown;
  /** Of the real area. */
  readonly accountId: string;
  readonly act: PracticeAct;
  readonly firstAt: Date;
}

/** By receipts and steps of the trainee's own accounts; what another act implied does not count as done by hand. */
const FACTS = `with mine as (
    select w.owner_id, a.id from practice_world w cross join unnest(array[w.clerk_id, w.leader_id, w.office_clerk_id]) a(id)
    where w.owner_id = $1)
  select $1::uuid as "accountId", f.act, min(f.at) as "firstAt" from (
    select r.fact as act, r.at from receipt r join mine on mine.id = r.account_id
      where r.fact in ('opened', 'acknowledged', 'registered') and r.implied_by is null
    union all
    select case s.act when 'approve' then 'approved' else 'sent' end, s.at from outgoing_step s join mine on mine.id = s.account_id
      where s.act in ('approve', 'dispatch')) f
  group by f.act`;

/** Reads from the practice area's own receipts what has been practised. */
@Injectable()
export class PracticeFacts {
  constructor(private readonly database: Database) {}

  of(ownerId: string): Promise<Fact[]> {
    return this.database.rows<Fact>(FACTS, [ownerId]);
  }
}
