import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { HeldPost, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { GroupDesk, refuseClosed, type HeldGroup, type LockedGroup } from './group-desk.ts';
import { GroupComposition } from './group-composition.service.ts';
import { GroupLists } from './group-lists.reader.ts';
import { GroupOwnership } from './group-ownership.service.ts';
import { GroupRequestAnswers, REQUEST_COLUMNS, type RequestRow } from './group-request-answers.ts';
import { END_OF, sideOf, STEPS, type RequestAct, type RequestKind } from './group-request.states.ts';
import type { GroupRequestWire } from './group-changes.wire.ts';
import { GroupRequestLists } from './group-requests.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { NewGroupRequestBody, NewHandoverBody } from './group-requests.dto.ts';
import { GROUPS } from './groups.errors.ts';

const INSERT = `insert into recipient_group_request (id, group_id, kind, unit_id, reason, asked_at, asked_by_account_id, asked_by_post_id, asked_by_delegation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${REQUEST_COLUMNS}`;
const OPEN = `select ${REQUEST_COLUMNS} from recipient_group_request
  where group_id = $1 and state = 'requested' and (case when $3 = 'handover' then kind = 'handover' else kind <> 'handover' and unit_id = $2 end)`;
const FIND = `select ${REQUEST_COLUMNS} from recipient_group_request where id = $1`;

/** Units ask to be in a group or out of it; owners offer groups to other units. Who was asked says yes or no, once. */
@Injectable()
export class GroupRequests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: GroupDesk,
    private readonly lists: GroupLists,
    private readonly composition: GroupComposition,
    private readonly ownership: GroupOwnership,
    private readonly answers: GroupRequestAnswers,
    private readonly requests: GroupRequestLists,
    private readonly clock: Clock,
  ) {}

  /** Asking again while the first request waits is harmless. */
  async ask(caller: Principal, groupId: string, body: NewGroupRequestBody): Promise<Outcome<GroupRequestWire>> {
    const { post } = caller.actForOnly(body.unitId, OWNER_ROLES);
    return this.work.run(async (tx) => {
      const group = await this.desk.lock(tx, groupId);
      if (!(await this.lists.isVisibleTo(tx, groupId, post.unitId))) throw REQUEST.notFound();
      refuseClosed(group);
      if (group.ownerUnitId === post.unitId) throw GROUPS.ownGroup();
      const isIn = await this.lists.isIn(tx, groupId, post.unitId);
      if (body.kind === 'join' && isIn) throw GROUPS.inAlready();
      if (body.kind === 'leave' && !isIn) throw GROUPS.notIn();
      return this.enter(tx, caller, post, group, { kind: body.kind, unitId: post.unitId, reason: body.reason });
    });
  }

  /** The owner offers the group to another unit of the tree. Offering it to the same unit again is harmless. */
  async offer(caller: Principal, groupId: string, body: NewHandoverBody): Promise<Outcome<GroupRequestWire>> {
    return this.work.run(async (tx) => {
      const { group, post } = await this.desk.hold(tx, caller, groupId);
      refuseClosed(group);
      await this.ownership.refuseUnfit(tx, group.ownerUnitId, body.unitId);
      return this.enter(tx, caller, post, group, { kind: 'handover', ...body });
    });
  }

  async approve(caller: Principal, id: string, note: string | null): Promise<Outcome<GroupRequestWire>> {
    return this.end(caller, id, 'approve', note, async (tx, held, request) => {
      if (request.kind === 'handover') await this.ownership.give(tx, { ...held, right: 'consent' }, request.unitId, id);
      else if (request.kind === 'join') await this.composition.letIn(tx, held, request.unitId, id);
      else await this.composition.letOut(tx, held, request.unitId, id);
    });
  }

  async refuse(caller: Principal, id: string, reason: string): Promise<Outcome<GroupRequestWire>> {
    return this.end(caller, id, 'refuse', reason, async () => undefined);
  }

  async withdraw(caller: Principal, id: string): Promise<Outcome<GroupRequestWire>> {
    return this.end(caller, id, 'withdraw', null, async () => undefined);
  }

  /** One at a time: the group's row, which is locked, keeps two requests of a unit apart; the unique index would anyway. */
  private async enter(
    tx: Tx,
    caller: Principal,
    post: HeldPost,
    group: LockedGroup,
    asked: { readonly kind: RequestKind; readonly unitId: string; readonly reason: string },
  ): Promise<Outcome<GroupRequestWire>> {
    const { kind, unitId, reason } = asked;
    const open = await tx.first<RequestRow>(OPEN, [group.id, unitId, kind]);
    if (open && (open.kind !== kind || open.unitId !== unitId)) throw GROUPS.otherRequestOpen();
    if (open) return Outcome.already(await this.requests.one(caller, open.id, tx));
    const by = [this.clock.now(), caller.accountId, post.id, post.delegation?.id ?? null];
    const request = await tx.first<RequestRow>(INSERT, [randomUUID(), group.id, kind, unitId, reason, ...by]);
    if (!request) throw new Error('a request just made is gone');
    await this.answers.tellRequest(tx, group, request);
    return Outcome.done(await this.requests.one(caller, request.id, tx));
  }

  private async end(
    caller: Principal,
    id: string,
    act: RequestAct,
    answer: string | null,
    then: (tx: Tx, held: HeldGroup, request: RequestRow) => Promise<void>,
  ): Promise<Outcome<GroupRequestWire>> {
    return this.work.run(async (tx) => {
      const seen = await tx.first<RequestRow>(FIND, [id]);
      if (!seen) throw REQUEST.notFound();
      if (seen.kind === 'handover') await this.desk.lockLinks(tx);
      const held = await this.holdSide(tx, caller, seen, act);
      const request = (await tx.first<RequestRow>(`${FIND} for update`, [id])) ?? seen;
      if (request.state === END_OF[act]) return Outcome.already(await this.requests.one(caller, id, tx));
      const state = STEPS[request.state][act];
      if (state === undefined) throw ended(request);
      const closed = held.group.closedAt !== null;
      if (closed && act === 'approve') refuseClosed(held.group);
      const [done] = await this.answers.end(tx, held, [id], state, answer);
      await then(tx, held, request);
      if (done && act !== 'withdraw') await this.answers.tellAnswer(tx, held.group, done);
      return Outcome.done(await this.requests.one(caller, id, tx));
    });
  }

  /**
   * The locked group, for somebody of the side whose act it is.
   * @throws request.not-found, access.role-needed, groups.other-side, groups.keeper-only
   */
  private async holdSide(tx: Tx, caller: Principal, request: RequestRow, act: RequestAct): Promise<HeldGroup> {
    const group = await this.desk.lock(tx, request.groupId);
    const isOwners = sideOf(request.kind, act) === 'owner';
    const [sideUnitId, otherUnitId] = isOwners
      ? [group.ownerUnitId, request.unitId]
      : [request.unitId, group.ownerUnitId];
    if (!caller.belongsTo(sideUnitId) && caller.belongsTo(otherUnitId)) throw GROUPS.otherSide();
    const { post } = caller.actFor(sideUnitId, OWNER_ROLES);
    if (isOwners && act !== 'withdraw') {
      return group.closedAt === null
        ? this.desk.holdMembers(tx, caller, group.id, null)
        : { group, caller, post, right: 'owner' };
    }
    return { group, caller, post, right: 'owner' };
  }
}

function ended({ state, answeredAt }: RequestRow): Error {
  return GROUPS.requestEnded({ state, at: answeredAt?.toISOString() ?? '' });
}
