import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Mail } from '../platform/mail/mail.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { DelegationWire } from './delegation.wire.ts';
import type { MakeDelegationBody } from './delegations.dto.ts';
import { DELEGATIONS } from './delegations.errors.ts';
import { periodOf, refusal, type Period, type Post } from './delegations.policy.ts';
import { DelegationsReader } from './delegations.reader.ts';
import { delegationMail } from './delegations.texts.ts';

type LockedPost = Post & { readonly role: Role; readonly [column: string]: unknown };

/** Locks the post: its delegations are made and ended one after another. */
const LOCK_POST = `select p.unit_id as "unitId", p.role, p.account_id as "holderId", a.kind = 'machine' as "isMachines",
    (p.ends_at is null or p.ends_at > $2) and a.status = 'active' as "isHeld"
  from post p join account a on a.id = p.account_id where p.id = $1 for update of p`;
const OVERLAPPING = `select r.display_name as receiver from delegation d join account r on r.id = d.receiver_id
  where d.post_id = $1 and d.ended_at is null and d.starts_at < $3 and d.ends_at > $2 limit 1`;
const COLLEAGUE = `select a.id from account a where a.id = $1 and a.kind = 'person' and a.status = 'active'
  and exists (select from posts_in_force($3) p where p.account_id = a.id and p.unit_id = $2 and p.delegation_id is null)`;
const END_OF_POSTS = `update delegation d set ended_at = $2, ended_by = $3 from post p
  where p.id = d.post_id and d.ended_at is null and d.ends_at > $2
    and (p.id = any($1::uuid[]) or (d.receiver_id = $4 and not exists (select from posts_in_force($2) o
      where o.account_id = $4 and o.unit_id = p.unit_id and o.delegation_id is null)))
  returning d.id, p.unit_id as "unitId"`;

/**
 * Acting for an absent colleague. Who may act in which post is asked anew with every request (`posts_in_force`), so a delegation begins,
 * ends and is revoked without anybody signing in again. An act belongs to the moment its request was let in: one that began before the
 * end is finished under the delegation, however long it takes to commit.
 */
@Injectable()
export class Delegations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
    private readonly reader: DelegationsReader,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /**
   * One person stands in for a post at a time: two would answer for the same work, and neither would know who has done it.
   * @throws request.not-found, access.role-needed, delegations.*
   */
  make(caller: Principal, repeat: RepeatKey | null, body: MakeDelegationBody): Promise<DelegationWire> {
    return this.work.once(repeat, async (tx) => {
      const now = this.clock.now();
      const [postId, receiverId] = [body.postId.toLowerCase(), body.receiverId.toLowerCase()];
      const post = await this.lockPost(tx, caller, postId, receiverId, now);
      const period = periodOf(body, now);
      if (!(await tx.first(COLLEAGUE, [receiverId, post.unitId, now]))) throw DELEGATIONS.notColleague();
      await refuseOverlap(tx, postId, period);
      const id = randomUUID();
      await tx.run(
        `insert into delegation (id, post_id, receiver_id, starts_at, ends_at, reason, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, postId, receiverId, period.startsAt, period.endsAt, body.reason, caller.accountId, now],
      );
      await this.record(tx, caller, 'delegation.make', { id, unitId: post.unitId }, { postId, receiverId, ...period });
      const made = await this.reader.oneIn(tx, caller, id);
      await this.tell(tx, caller, 'made', made);
      return made;
    });
  }

  /** Ends it now, by the giver, the receiver or an administrator; from the next request on it gives nothing. @throws request.not-found */
  end(caller: Principal, id: string): Promise<Outcome<DelegationWire>> {
    return this.work.run(async (tx) => {
      await tx.first(`select id from delegation where id = $1 for update`, [id]);
      const found = await this.reader.oneIn(tx, caller, id);
      if (found.state === 'ended') return Outcome.already(found);
      await tx.run(`update delegation set ended_at = $2, ended_by = $3 where id = $1`, [
        id,
        this.clock.now(),
        caller.accountId,
      ]);
      await this.record(tx, caller, 'delegation.end', { id, unitId: found.post.unitId }, {});
      const ended = await this.reader.oneIn(tx, caller, id);
      await this.tell(tx, caller, 'ended', ended);
      return Outcome.done(ended);
    });
  }

  /**
   * Ends what was delegated from posts that are handed over, and what their holder received at units they have left by that.
   * @returns how many
   */
  async endWith(tx: Tx, caller: Principal, postIds: readonly string[], holderId: string): Promise<number> {
    const ended = await tx.rows<{ id: string; unitId: string }>(END_OF_POSTS, [
      postIds,
      this.clock.now(),
      caller.accountId,
      holderId,
    ]);
    for (const delegation of ended)
      await this.record(tx, caller, 'delegation.end', delegation, { with: 'the post was handed over' });
    return ended.length;
  }

  private async lockPost(
    tx: Tx,
    caller: Principal,
    postId: string,
    receiverId: string,
    now: Date,
  ): Promise<LockedPost> {
    const post = await tx.first<LockedPost>(LOCK_POST, [postId, now]);
    if (!post) throw REQUEST.notFound();
    const refused = refusal(
      post,
      {
        accountId: caller.accountId,
        isAdmin: await this.units.administeredBy(tx, caller, post.unitId),
        belongs: caller.belongsTo(post.unitId),
        standsIn: caller.posts.some((held) => held.id === postId && held.delegation !== null),
      },
      receiverId,
    );
    if (refused) throw refused;
    return post;
  }

  /** Both learn of it, but not who did it. */
  private async tell(tx: Tx, caller: Principal, what: 'made' | 'ended', delegation: DelegationWire): Promise<void> {
    const ids = [delegation.giver.accountId, delegation.receiver.accountId].filter((id) => id !== caller.accountId);
    const mails = (await this.accounts.addressesOf(tx, ids)).map((to) =>
      delegationMail(what, delegation, caller.displayName, to, this.config.publicUrl),
    );
    await this.mail.queue(tx, mails);
  }

  private async record(
    tx: Tx,
    caller: Principal,
    act: string,
    { id, unitId }: { readonly id: string; readonly unitId: string },
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, caller, { act, subjectType: 'delegation', subjectId: id, unitId, detail });
  }
}

async function refuseOverlap(tx: Tx, postId: string, { startsAt, endsAt }: Period): Promise<void> {
  const other = await tx.first<{ receiver: string }>(OVERLAPPING, [postId, startsAt, endsAt]);
  if (other) throw DELEGATIONS.overlaps({ receiver: other.receiver });
}
