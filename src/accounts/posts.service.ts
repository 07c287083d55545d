import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import type { PostWire } from './account.wire.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import type { GivePostBody } from './accounts.dto.ts';
import { Administration } from './administration.ts';
import type { Post } from './post.entity.ts';
import { Staffing } from './staffing.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

type Row = Omit<Post, 'accountId'> & { readonly unitName: string; readonly within: boolean };

const FIND = `select p.id, p.unit_id as "unitId", p.role, p.title, p.starts_at as "startsAt", p.ends_at as "endsAt",
    unit_name_on(p.unit_id, ($4::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    exists (select from unnest($3::uuid[]) root where unit_within(p.unit_id, root)) as within
  from post p where p.id = $1 and p.account_id = $2 for update of p`;

/** Custody changes hands here: posts are given and ended, never edited. */
@Injectable()
export class Posts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly administration: Administration,
    private readonly provisioning: AccountProvisioning,
    private readonly visible: VisibleAccounts,
    private readonly staffing: Staffing,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, accounts.no-such-unit, accounts.own-post, accounts.post-held */
  async give(caller: Principal, accountId: string, body: GivePostBody, repeat: RepeatKey | null): Promise<PostWire> {
    return this.work.once(repeat, async (tx) => {
      await this.visible.oneIn(tx, caller, accountId);
      await this.administration.requireUnits(tx, caller, [body.unitId]);
      if (accountId === caller.accountId) throw ACCOUNTS.ownPost();
      const id = await this.provisioning.givePost(tx, accountId, body, caller);
      await this.staffing.changed(tx, [body.unitId]);
      return toPost(await this.lock(tx, caller, accountId, id));
    });
  }

  /**
   * Ends a post now; what it allowed is refused from the next request on.
   * @returns `already` when it had ended before
   * @throws request.not-found, access.role-needed, accounts.last-admin
   */
  async end(caller: Principal, accountId: string, postId: string): Promise<Outcome<PostWire>> {
    return this.work.run(async (tx) => {
      const post = await this.lock(tx, caller, accountId, postId);
      const now = this.clock.now();
      if (post.endsAt && post.endsAt <= now) return Outcome.already(toPost(post));
      const endsAt = post.startsAt > now ? post.startsAt : now;
      await this.administration.keepingAdmins(tx, post.role === 'admin' ? [post.unitId] : [], () =>
        tx.run(`update post set ends_at = $2 where id = $1`, [postId, endsAt]),
      );
      await this.staffing.changed(tx, [post.unitId]);
      const line = {
        act: 'post.end',
        subjectType: 'post',
        subjectId: postId,
        unitId: post.unitId,
        detail: { accountId, role: post.role },
      };
      await this.audit.record(tx, caller, line);
      return Outcome.done(toPost({ ...post, endsAt }));
    });
  }

  /** A post within the caller's reach, its row locked. A colleague at the unit is told which role it takes, a stranger nothing. */
  private async lock(tx: Tx, caller: Principal, accountId: string, postId: string): Promise<Row> {
    const post = await tx.first<Row>(FIND, [postId, accountId, caller.unitIds(['admin']), this.clock.now()]);
    if (!post) throw REQUEST.notFound();
    if (!post.within) throw caller.belongsTo(post.unitId) ? ACCESS.roleNeeded({ roles: 'admin' }) : REQUEST.notFound();
    return post;
  }
}

function toPost({ id, unitId, unitName, role, title, startsAt, endsAt }: Row): PostWire {
  return { id, unitId, unitName, role, title, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
}
