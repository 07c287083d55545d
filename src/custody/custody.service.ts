import { Injectable } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import type { AccountWire } from '../accounts/account.wire.ts';
import { PostHandover, type HeldPostRow } from '../accounts/post-handover.service.ts';
import { VisibleAccounts } from '../accounts/visible-accounts.reader.ts';
import { Delegations } from '../delegations/delegations.service.ts';
import { WorkHandover } from '../incoming/work-handover.service.ts';
import { DraftHandover } from '../outgoing/draft-handover.service.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import type { HandOverBody } from './custody.dto.ts';
import { CUSTODY } from './custody.errors.ts';
import type { HandoverWire } from './custody.wire.ts';
import { Handovers } from './handovers.service.ts';
import { unitsOfWork, wireOf } from './obligations.reader.ts';

/** Custody changes hands: posts, open work and drafts of one person pass to another, all or nothing. */
@Injectable()
export class Custody {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly visible: VisibleAccounts,
    private readonly posts: PostHandover,
    private readonly delegations: Delegations,
    private readonly assignments: WorkHandover,
    private readonly drafts: DraftHandover,
    private readonly handovers: Handovers,
    private readonly audit: Audit,
  ) {}

  /**
   * @throws request.not-found, accounts.beyond-reach, accounts.own-post, accounts.last-admin, custody.to-themselves,
   * custody.no-successor, custody.nothing-to-hand-over
   */
  handOver(caller: Principal, id: string, repeat: RepeatKey | null, body: HandOverBody): Promise<HandoverWire> {
    return this.work.once(repeat, async (tx) => {
      const person = await this.visible.oneIn(tx, caller, id);
      const successor = await this.successor(tx, caller, id, body.successorId.toLowerCase());
      const asked = body.postIds?.map((postId) => postId.toLowerCase()) ?? null;
      const posts = await this.posts.hold(tx, caller, id, successor.id, asked);
      if (posts.length === 0) throw person.can.manage ? CUSTODY.nothingToHandOver() : ACCOUNTS.beyondReach();
      const moved = await this.move(tx, caller, id, successor.id, posts, body.reason);
      await this.record(tx, caller, id, successor.id, posts, moved);
      const kept = { fromId: id, toId: successor.id, reason: body.reason, at: new Date(moved.at) };
      const handoverIds = await this.handovers.keep(tx, caller, {
        ...kept,
        obligations: { posts: moved.posts, deliveries: moved.deliveries, drafts: moved.drafts },
      });
      return {
        person: { accountId: id, name: person.displayName },
        successor: { accountId: successor.id, name: successor.displayName },
        reason: body.reason,
        ...moved,
        handoverIds,
      };
    });
  }

  private async successor(tx: Tx, caller: Principal, fromId: string, toId: string): Promise<AccountWire> {
    if (toId === fromId) throw CUSTODY.toThemselves();
    const successor = await this.visible.find(tx, caller, toId);
    if (successor?.status !== 'active') throw CUSTODY.noSuccessor();
    return successor;
  }

  private async move(
    tx: Tx,
    caller: Principal,
    fromId: string,
    toId: string,
    posts: readonly HeldPostRow[],
    reason: string,
  ): Promise<Omit<HandoverWire, 'person' | 'successor' | 'reason' | 'handoverIds'>> {
    const at = this.clock.now();
    const units = unitsOfWork(posts);
    const { given, signedOut } = await this.posts.move(tx, caller, fromId, toId, posts);
    const postIds = posts.map((post) => post.id);
    const delegationsEnded = await this.delegations.endWith(tx, caller, postIds, fromId);
    const deliveries = await this.assignments.move(tx, fromId, toId, units, at);
    const by = { accountId: caller.accountId, reason, at };
    const drafts = await this.drafts.move(tx, fromId, toId, units, by);
    const lists = wireOf(posts, deliveries, drafts);
    return { ...lists, at: at.toISOString(), postsGiven: given, delegationsEnded, signedOut };
  }

  /** One line for each unit concerned, so that the administrators of each can read it. */
  private async record(
    tx: Tx,
    caller: Principal,
    fromId: string,
    successorId: string,
    posts: readonly HeldPostRow[],
    moved: Pick<HandoverWire, 'deliveries' | 'drafts'>,
  ): Promise<void> {
    for (const unitId of new Set(posts.map((post) => post.unitId))) {
      const detail = {
        successorId,
        posts: posts.filter((post) => post.unitId === unitId).map((post) => post.id),
        deliveries: moved.deliveries.filter((delivery) => delivery.unitId === unitId).length,
        drafts: moved.drafts.filter((draft) => draft.unitId === unitId).length,
      };
      await this.audit.record(tx, caller, {
        act: 'account.hand-over',
        subjectType: 'account',
        subjectId: fromId,
        unitId,
        detail,
      });
    }
  }
}
