import { Injectable } from '@nestjs/common';
import { InboxProofs } from '../legacy-inboxes/inbox-proofs.ts';
import type { ProofStanding } from '../legacy-inboxes/inbox.states.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import { isStale } from './proof.policy.ts';

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly hasMails: boolean;
  readonly lastMailAt: Date | null;
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
  readonly unexplained: number | null;
}

/** What retirement asks the archive: the last finished proof, as long as nothing came after it began and nothing is being brought over. */
@Injectable()
export class InboxProofStandings extends InboxProofs {
  constructor(private readonly clock: Clock) {
    super();
  }

  override async standings(queries: Queries, inboxIds: readonly string[]): Promise<ReadonlyMap<string, ProofStanding>> {
    const rows = await queries.rows<Row>(
      `select i.id, (imported.any or proof.id is not null) as "hasMails", imported.last as "lastMailAt", proof.began_at as "beganAt", proof.ended_at as "endedAt", proof.unexplained
       from unnest($1::uuid[]) i(id)
       cross join lateral (select exists (select from mail_import m where m.inbox_id = i.id and m.state = 'done') as any,
         greatest((select max(s.at) from archived_mail_source s where s.inbox_id = i.id),
           (select case when count(*) > 0 then 'infinity'::timestamptz end from mail_import m where m.inbox_id = i.id and m.state in ('waiting', 'running'))) as last) imported
       left join lateral (select p.id, p.began_at, p.ended_at, p.unexplained from mail_proof p where p.inbox_id = i.id and p.state = 'done'
         order by p.requested_at desc, p.id desc limit 1) proof on true`,
      [inboxIds],
    );
    const now = this.clock.now();
    return new Map(rows.filter(({ hasMails }) => hasMails).map((row) => [row.id, standingOf(row, now)]));
  }
}

function standingOf({ lastMailAt, beganAt, endedAt, unexplained }: Row, now: Date): ProofStanding {
  const differences = unexplained ?? 0;
  if (beganAt === null) return { proof: 'unproven', at: null, differences };
  // PostgreSQL's infinity is a number to pg: something is being brought over at this moment.
  const isMoving = lastMailAt !== null && !(lastMailAt instanceof Date);
  if (isMoving || isStale(beganAt, lastMailAt, now)) return { proof: 'unproven', at: endedAt, differences };
  return { proof: differences === 0 ? 'agrees' : 'disagrees', at: endedAt, differences };
}
