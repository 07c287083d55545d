import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { actOn, holdForReceiver } from './held-delivery.ts';
import type { AssignIncoming } from './incoming.dto.ts';
import { INCOMING } from './incoming.errors.ts';
import type { Part } from './incoming.policy.ts';
import { TELL_ASSIGNED } from './notice.tasks.ts';
import { IncomingReader } from './incoming.reader.ts';
import type { IncomingDocumentWire } from './incoming.wire.ts';

/** The leader's instruction (bút phê): who leads, who cooperates, by when (ND30 Annex IV.VII). A new one replaces the old, which stays readable. */
@Injectable()
export class Assignments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: DeliveryLog,
    private readonly accounts: AccountsReader,
    private readonly reader: IncomingReader,
    private readonly jobs: Jobs,
  ) {}

  assign(caller: Principal, id: string, repeat: RepeatKey | null, body: AssignIncoming): Promise<IncomingDocumentWire> {
    return this.work.once(repeat, async (tx) => {
      const held = await holdForReceiver(tx, caller, id);
      const actor = actOn(caller, held, 'assign');
      const at = this.clock.now();
      const people = await this.peopleOf(tx, held.unitId, body, at);
      const assignmentId = await this.replace(tx, id, actor, body, at);
      await tx.run(
        `insert into assignment_person (assignment_id, account_id, part) select $1, * from unnest($2::uuid[], $3::text[])`,
        [assignmentId, people.map((p) => p.accountId), people.map((p) => p.part)],
      );
      await this.log.state(tx, held, 'assign', held.unitId, actor, at, {
        lead: body.leadAccountId,
        people: people.length,
      });
      await this.jobs.enqueue(tx, TELL_ASSIGNED, { assignmentId });
      return this.reader.document(tx, caller, id);
    });
  }

  /** @throws incoming.same-twice, incoming.not-colleagues, incoming.due-in-past */
  private async peopleOf(
    tx: Tx,
    unitId: string,
    body: AssignIncoming,
    at: Date,
  ): Promise<{ accountId: string; part: Part }[]> {
    const people = [
      { accountId: body.leadAccountId, part: 'lead' as const },
      ...body.cooperateAccountIds.map((accountId) => ({ accountId, part: 'cooperate' as const })),
      ...body.informAccountIds.map((accountId) => ({ accountId, part: 'inform' as const })),
    ];
    const ids = new Set(people.map((p) => p.accountId));
    if (ids.size < people.length) throw INCOMING.sameTwice();
    if (body.dueAt && new Date(body.dueAt) <= at) throw INCOMING.dueInPast();
    const colleagues = new Set((await this.accounts.colleaguesAt(tx, unitId, [...ids])).map((c) => c.accountId));
    const strangers = [...ids].filter((id) => !colleagues.has(id));
    if (strangers.length > 0) throw INCOMING.notColleagues({ accounts: strangers.join(', ') });
    return people;
  }

  private async replace(
    tx: Tx,
    deliveryId: string,
    { principal, post }: Actor,
    body: AssignIncoming,
    at: Date,
  ): Promise<string> {
    const id = randomUUID();
    await tx.run(`update assignment set replaced_at = $2 where delivery_id = $1 and replaced_at is null`, [
      deliveryId,
      at,
    ]);
    await tx.run(
      `insert into assignment (id, delivery_id, instruction, due_at, assigned_by, assigned_post, at, delegation_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        deliveryId,
        body.instruction,
        body.dueAt ?? null,
        principal.accountId,
        post.id,
        at,
        post.delegation?.id ?? null,
      ],
    );
    return id;
  }
}
