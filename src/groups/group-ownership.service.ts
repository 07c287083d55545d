import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { HeldPost, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { brokeUnique } from '../units/unique.ts';
import { BLOCK_KINDS } from '../units/unit-kinds.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { GroupDesk, refuseClosed, type HeldGroup } from './group-desk.ts';
import { GroupLists } from './group-lists.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { GroupWire } from './group.wire.ts';
import { GROUPS } from './groups.errors.ts';

/** Groups around this one whose owners could not write to it any more, or to which its new owner could not write. */
const IN_THE_WAY = `select distinct g.name from recipient_group_link l
  join recipient_group g on g.id = case when l.parent_id = $1 then l.child_id else l.parent_id end
  where l.until is null and (l.parent_id = $1 and not unit_within($2, g.owner_unit_id) or l.child_id = $1 and not unit_within(g.owner_unit_id, $2))
  order by 1 limit 10`;
const HAND_OVER = `update recipient_group set owner_unit_id = $2, keeper_post_id = null, version = version + 1 where id = $1`;

/** Who owns and who keeps a group. */
@Injectable()
export class GroupOwnership {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: GroupDesk,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
    private readonly lists: GroupLists,
    private readonly clock: Clock,
  ) {}

  /** Names the keeper (người quản lý nhóm), for leaders of the owner. */
  async setKeeper(caller: Principal, id: string, version: number, postId: string | null): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      const held = await this.desk.holdOpen(tx, caller, id, version);
      const { group } = held;
      const { post } = caller.actFor(group.ownerUnitId, ['leader']);
      if (postId === group.keeperPostId) return this.lists.one(caller, id, tx);
      const title = postId === null ? null : await this.keepersTitle(tx, group.ownerUnitId, postId);
      await tx.run(`update recipient_group set keeper_post_id = $2, version = version + 1 where id = $1`, [id, postId]);
      await this.desk.note(tx, { ...held, post }, { act: 'set-keeper', detail: { postId, title } });
      return this.lists.one(caller, id, tx);
    });
  }

  /** An administrator of both units hands it over without asking them. */
  async handOver(caller: Principal, id: string, version: number, unitId: string): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      await this.desk.lockLinks(tx);
      const group = await this.desk.lock(tx, id);
      await this.units.requireAdmin(tx, caller, group.ownerUnitId);
      refuseClosed(group);
      refuseStale(group, version);
      if (unitId === group.ownerUnitId) return this.lists.one(caller, id, tx);
      if (!(await this.units.administeredBy(tx, caller, unitId))) throw GROUPS.ownerUnfit();
      await this.give(
        tx,
        { group, caller, post: adminPost(caller, group.ownerUnitId), right: 'administrator' },
        unitId,
      );
      return this.lists.one(caller, id, tx);
    });
  }

  /**
   * Gives it to another unit; whom it reaches stays as it was, its rule included, and nobody keeps it until the new owner names a keeper.
   * Under the locks of the links and of the group.
   * @throws groups.owner-unfit, groups.groups-in-the-way, groups.name-taken
   */
  async give(tx: Tx, held: HeldGroup, unitId: string, requestId: string | null = null): Promise<void> {
    const { group } = held;
    await this.refuseUnfit(tx, group.ownerUnitId, unitId);
    const inTheWay = await tx.rows<{ name: string }>(IN_THE_WAY, [group.id, unitId]);
    if (inTheWay.length > 0) throw GROUPS.groupsInTheWay({ groups: inTheWay.map(({ name }) => name).join(', ') });
    try {
      await tx.run(HAND_OVER, [group.id, unitId]);
    } catch (error) {
      throw brokeUnique(error, 'recipient_group_name') ? GROUPS.nameTaken({ name: group.name }) : error;
    }
    // A handover that still waits for another unit's yes has nothing left to hand over.
    await tx.run(
      `update recipient_group_request set state = 'withdrawn', answered_at = $2, answered_by_account_id = $3, answered_by_post_id = $4,
         answered_by_delegation_id = $5 where group_id = $1 and kind = 'handover' and state = 'requested'`,
      [group.id, this.clock.now(), held.caller.accountId, held.post.id, held.post.delegation?.id ?? null],
    );
    const detail = { from: group.ownerUnitId, to: unitId };
    await this.desk.note(tx, held, { act: 'hand-over', unitIds: [unitId], requestId, detail });
  }

  /** An open unit of the block, in the same tree. @throws groups.owner-unfit */
  async refuseUnfit(tx: Tx, ownerUnitId: string, unitId: string): Promise<void> {
    const unit = (await this.units.byIds(tx, [unitId])).get(unitId);
    const isFit =
      unit && unit.closedOn === null && unitId !== ownerUnitId && BLOCK_KINDS.some((kind) => kind === unit.kind);
    if (!isFit) throw GROUPS.ownerUnfit();
    const above = new Set(await this.units.pathOf(tx, ownerUnitId));
    if (!(await this.units.pathOf(tx, unitId)).some((id) => above.has(id))) throw GROUPS.ownerUnfit();
  }

  private async keepersTitle(tx: Tx, ownerUnitId: string, postId: string): Promise<string> {
    const holder = (await this.accounts.holdersOf(tx, [postId])).get(postId);
    if (holder?.unitId !== ownerUnitId || !OWNER_ROLES.some((role) => role === holder.role))
      throw GROUPS.keeperUnknown();
    return holder.title;
  }
}

/** At the unit itself, or else above it. */
function adminPost(caller: Principal, unitId: string): HeldPost {
  const post = caller.postAt(unitId, ['admin']) ?? caller.posts.find(({ role }) => role === 'admin');
  if (!post) throw ACCESS.roleNeeded({ roles: 'admin' });
  return post;
}
