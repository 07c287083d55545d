import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { Administration } from './administration.ts';
import { Sessions } from './sessions.service.ts';
import { Staffing } from './staffing.ts';

/** A post somebody holds, as it is handed over. */
export interface HeldPostRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly title: string;
  readonly startsAt: Date;
}

const HELD = `select p.id, p.unit_id as "unitId", p.role, p.title, p.starts_at as "startsAt",
    unit_name_on(p.unit_id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName"
  from post p where p.account_id = $1 and (p.ends_at is null or p.ends_at > $2)
    and exists (select from unnest($3::uuid[]) root where unit_within(p.unit_id, root)) order by p.starts_at, p.id`;

/** Moves posts from one person to another; what they are for moves with the room of custody. */
@Injectable()
export class PostHandover {
  constructor(
    private readonly clock: Clock,
    private readonly administration: Administration,
    private readonly provisioning: AccountProvisioning,
    private readonly sessions: Sessions,
    private readonly staffing: Staffing,
    private readonly audit: Audit,
  ) {}

  /** What the person holds within the caller's reach, now or later. */
  heldWithin(queries: Queries, caller: Principal, accountId: string): Promise<HeldPostRow[]> {
    return queries.rows<HeldPostRow>(HELD, [accountId, this.clock.now(), caller.unitIds(['admin'])]);
  }

  /**
   * Locks the two accounts and the person's posts, in an order in which two handovers cannot wait for each other.
   * @param postIds which posts; null: all within the caller's reach
   * @throws request.not-found when one of them is not the person's, has ended or is beyond the caller's reach; accounts.own-post
   */
  async hold(
    tx: Tx,
    caller: Principal,
    fromId: string,
    toId: string,
    postIds: readonly string[] | null,
  ): Promise<HeldPostRow[]> {
    if (toId === caller.accountId) throw ACCOUNTS.ownPost();
    await tx.rows(`select id from account where id = any($1::uuid[]) order by id for update`, [[fromId, toId]]);
    await tx.rows(`select id from post where account_id = $1 and ends_at is null order by id for update`, [fromId]);
    const held = await this.heldWithin(tx, caller, fromId);
    const chosen = postIds === null ? held : held.filter((post) => postIds.includes(post.id));
    if (postIds !== null && chosen.length < new Set(postIds).size) throw REQUEST.notFound();
    return chosen;
  }

  /**
   * The successor gets the posts, under the same titles, where they do not hold them already; the person's end. Whoever is left
   * without any post is signed out.
   * @returns how many posts the successor got
   * @throws accounts.last-admin
   */
  async move(
    tx: Tx,
    caller: Principal,
    fromId: string,
    toId: string,
    posts: readonly HeldPostRow[],
  ): Promise<{ readonly given: number; readonly signedOut: boolean }> {
    const now = this.clock.now();
    const adminUnits = posts.filter((post) => post.role === 'admin').map((post) => post.unitId);
    let given = 0;
    await this.administration.keepingAdmins(tx, adminUnits, async () => {
      for (const post of posts) {
        if (await this.give(tx, caller, toId, post)) given++;
        await this.end(tx, caller, fromId, post, now);
      }
    });
    const left = await tx.first(
      `select id from post where account_id = $1 and (ends_at is null or ends_at > $2) limit 1`,
      [fromId, now],
    );
    if (!left) await this.sessions.revoke(tx, fromId, 'posts handed over');
    await this.staffing.changed(
      tx,
      posts.map((post) => post.unitId),
    );
    return { given, signedOut: left === null };
  }

  private async give(
    tx: Tx,
    caller: Principal,
    accountId: string,
    { unitId, role, title }: HeldPostRow,
  ): Promise<boolean> {
    const held = await tx.first(
      `select id from post where account_id = $1 and unit_id = $2 and role = $3 and ends_at is null`,
      [accountId, unitId, role],
    );
    if (!held) await this.provisioning.givePost(tx, accountId, { unitId, role, title }, caller);
    return held === null;
  }

  private async end(tx: Tx, caller: Principal, accountId: string, post: HeldPostRow, now: Date): Promise<void> {
    await tx.run(`update post set ends_at = greatest(starts_at, $2) where id = $1`, [post.id, now]);
    await this.audit.record(tx, caller, {
      act: 'post.end',
      subjectType: 'post',
      subjectId: post.id,
      unitId: post.unitId,
      detail: { accountId, role: post.role },
    });
  }
}
