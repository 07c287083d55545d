import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { Actor, HeldPost, Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { sayOver } from './group-rights.policy.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { EventAct, Right, Visibility } from './group.kinds.ts';
import { GROUPS } from './groups.errors.ts';

/** A group's own row, locked: everything that changes it waits for its turn here. */
export interface LockedGroup {
  readonly id: string;
  readonly ownerUnitId: string;
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly keeperPostId: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

/** A locked group in the hands of somebody who may do what he is about to do. */
export interface HeldGroup {
  readonly group: LockedGroup;
  readonly caller: Principal;
  readonly post: HeldPost;
  readonly right: Right;
}

/** One line of a group's history. */
export interface GroupEvent {
  readonly act: EventAct;
  readonly unitIds?: readonly string[];
  readonly groupIds?: readonly string[];
  readonly requestId?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Arbitrary and ours. */
const LINKS_LOCK = 5_902_110;
const LOCK = `select id, owner_unit_id as "ownerUnitId", name, description, visibility, keeper_post_id as "keeperPostId", closed_at as "closedAt", version
  from recipient_group where id = $1 for no key update`;

/** Names in the audit log, where they differ from those of the group's own history. */
const AUDITED: Readonly<Partial<Record<EventAct, string>>> = { join: 'set-members', leave: 'set-members' };

/** Where groups are taken in hand and what is done with them is written down. */
@Injectable()
export class GroupDesk {
  constructor(
    private readonly accounts: AccountsReader,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Putting groups into groups and giving them away happens one at a time: two edits at once, each right by itself, could tie a ring.
   * Take it before any row lock.
   */
  async lockLinks(tx: Tx): Promise<void> {
    await tx.rows(`select pg_advisory_xact_lock($1)`, [LINKS_LOCK]);
  }

  /** @throws request.not-found */
  async lock(tx: Tx, id: string): Promise<LockedGroup> {
    const group = await tx.first<LockedGroup>(LOCK, [id]);
    if (!group) throw REQUEST.notFound();
    return group;
  }

  /** For those who keep the owner's groups. @throws request.not-found, access.role-needed */
  async hold(tx: Tx, caller: Principal, id: string): Promise<HeldGroup> {
    const group = await this.lock(tx, id);
    const { post }: Actor = caller.actFor(group.ownerUnitId, OWNER_ROLES);
    return { group, caller, post, right: 'owner' };
  }

  /** @throws request.not-found, access.role-needed, groups.closed, request.stale */
  async holdOpen(tx: Tx, caller: Principal, id: string, version: number): Promise<HeldGroup> {
    const held = await this.hold(tx, caller, id);
    refuseClosed(held.group);
    refuseStale(held.group, version);
    return held;
  }

  /**
   * For whoever says who is in it.
   * @param version what the caller saw; null when it does not matter
   * @throws request.not-found, access.role-needed, groups.keeper-only, groups.closed, request.stale
   */
  async holdMembers(tx: Tx, caller: Principal, id: string, version: number | null): Promise<HeldGroup> {
    const held = await this.hold(tx, caller, id);
    const { group } = held;
    const keeper = await this.keeperOf(tx, group);
    const say = sayOver(caller.posts, group.ownerUnitId, keeper?.postId ?? null);
    if (!say) throw GROUPS.keeperOnly({ keeper: keeper?.title ?? '' });
    refuseClosed(group);
    if (version !== null) refuseStale(group, version);
    return { ...held, ...say };
  }

  /** The keeper, while the post is held at the owner. */
  async keeperOf(
    tx: Tx,
    { keeperPostId, ownerUnitId }: Pick<LockedGroup, 'keeperPostId' | 'ownerUnitId'>,
  ): Promise<{ readonly postId: string; readonly accountId: string; readonly title: string } | null> {
    if (keeperPostId === null) return null;
    const holder = (await this.accounts.holdersOf(tx, [keeperPostId])).get(keeperPostId);
    return holder?.unitId === ownerUnitId ? holder : null;
  }

  /** Everything that changes a group gives it a new version, so that who looks at the old one learns of it. */
  async touch(tx: Tx, groupId: string): Promise<void> {
    await tx.run(`update recipient_group set version = version + 1 where id = $1`, [groupId]);
  }

  /** Into the group's history, and into the audit log. */
  async note(tx: Tx, { group, caller, post, right }: HeldGroup, event: GroupEvent): Promise<void> {
    const { act, unitIds = [], groupIds = [], requestId = null, detail = {} } = event;
    const values = [group.id, this.clock.now(), act, right, caller.accountId, caller.displayName, post.title];
    const { id: delegationId = null, accountName: forName = null } = post.delegation ?? {};
    await tx.run(
      `insert into recipient_group_event (group_id, at, act, by_right, account_id, account_name, post_title, post_unit_id, request_id, unit_ids, other_group_ids,
         detail, delegation_id, for_account_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [...values, post.unitId, requestId, unitIds, groupIds, JSON.stringify(detail), delegationId, forName],
    );
    await this.audit.record(
      tx,
      { principal: caller, post },
      {
        act: `group.${AUDITED[act] ?? act}`,
        subjectType: 'group',
        subjectId: group.id,
        unitId: group.ownerUnitId,
        detail: { ...detail, right, ...auditedLists(act, unitIds, groupIds) },
      },
    );
  }
}

/** @throws groups.closed */
export function refuseClosed({ closedAt }: Pick<LockedGroup, 'closedAt'>): void {
  if (closedAt !== null) throw GROUPS.closed();
}

function auditedLists(
  act: EventAct,
  unitIds: readonly string[],
  groupIds: readonly string[],
): Readonly<Record<string, unknown>> {
  if (act === 'join') return { joined: unitIds, left: [] };
  if (act === 'leave') return { joined: [], left: unitIds };
  return { ...(unitIds.length > 0 && { unitIds }), ...(groupIds.length > 0 && { groupIds }) };
}
