import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountsReader, type Addressee } from '../accounts/accounts.reader.ts';
import { NoticeStates } from '../notifications/notice-states.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { GroupDesk, type HeldGroup, type LockedGroup } from './group-desk.ts';
import { answerNotice, requestNotice, type ToldRequest } from './group-request.texts.ts';
import type { RequestKind, RequestState } from './group-request.states.ts';

/** A request's own row. */
export interface RequestRow {
  readonly id: string;
  readonly groupId: string;
  readonly kind: RequestKind;
  readonly unitId: string;
  readonly state: RequestState;
  readonly reason: string;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

export const REQUEST_COLUMNS = `id, group_id as "groupId", kind, unit_id as "unitId", state, reason, answer, answered_at as "answeredAt"`;

const END = `update recipient_group_request set state = $2, answer = $3, answered_at = $4, answered_by_account_id = $5, answered_by_post_id = $6, answered_by_delegation_id = $7
  where id = any($1::uuid[]) and state = 'requested' returning ${REQUEST_COLUMNS}`;
const WAITING = `select id from recipient_group_request where group_id = $1 and state = 'requested'
  and (kind = 'join' and unit_id = any($2::uuid[]) or kind = 'leave' and unit_id = any($3::uuid[])) order by id for update`;

const STILL_ASKED = `select id from recipient_group_request where id = any($1::uuid[]) and state = 'requested'`;

/** Writes the end of requests, and the mails about them. Under the lock of the group. */
@Injectable()
export class GroupRequestAnswers implements OnModuleInit {
  constructor(
    private readonly accounts: AccountsReader,
    private readonly units: UnitsReader,
    private readonly desk: GroupDesk,
    private readonly notifications: Notifications,
    private readonly states: NoticeStates,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Only what still has to be answered waits. */
  onModuleInit(): void {
    this.states.ask('group.asked', async (queries, ids) => {
      const rows = await queries.rows<{ id: string }>(STILL_ASKED, [ids]);
      return new Set(rows.map(({ id }) => id));
    });
  }

  /** @returns the requests that were still waiting, as they are now */
  async end(
    tx: Tx,
    { caller, post }: Pick<HeldGroup, 'caller' | 'post'>,
    ids: readonly string[],
    state: RequestState,
    answer: string | null,
  ): Promise<RequestRow[]> {
    return tx.rows<RequestRow>(END, [
      ids,
      state,
      answer,
      this.clock.now(),
      caller.accountId,
      post.id,
      post.delegation?.id ?? null,
    ]);
  }

  /** What a direct change has answered by itself: who asked to join and is now in, who asked to leave and is out. */
  async answeredByAct(tx: Tx, held: HeldGroup, joined: readonly string[], left: readonly string[]): Promise<void> {
    if (joined.length + left.length === 0) return;
    const waiting = await tx.rows<{ id: string }>(WAITING, [held.group.id, joined, left]);
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id);
    for (const request of await this.end(tx, held, ids, 'approved', null))
      await this.tellAnswer(tx, held.group, request);
  }

  /** Tells those who have to answer: the keeper of the group or, without one, the people of the owner; of a handover, those of the other unit. */
  async tellRequest(tx: Tx, group: LockedGroup, request: RequestRow): Promise<void> {
    const told = await this.told(tx, group, request);
    const people = await this.thoseWhoAnswer(tx, group, request);
    await this.notifications.tell(
      tx,
      people.map((person) => requestNotice(told, person)),
    );
  }

  /** Tells the side that asked. */
  async tellAnswer(tx: Tx, group: LockedGroup, request: RequestRow): Promise<void> {
    const told = await this.told(tx, group, request);
    const asker = request.kind === 'handover' ? group.ownerUnitId : request.unitId;
    const people = await this.accounts.addresseesOf(tx, asker);
    await this.notifications.tell(
      tx,
      people.map((person) => answerNotice(told, person)),
    );
  }

  private async thoseWhoAnswer(
    tx: Tx,
    group: LockedGroup,
    { kind, unitId }: RequestRow,
  ): Promise<readonly Addressee[]> {
    if (kind === 'handover') return this.accounts.addresseesOf(tx, unitId);
    const people = await this.accounts.addresseesOf(tx, group.ownerUnitId);
    const keeper = await this.desk.keeperOf(tx, group);
    const alone = people.filter((person) => person.accountId === keeper?.accountId);
    return alone.length > 0 ? alone : people;
  }

  private async told(tx: Tx, group: LockedGroup, request: RequestRow): Promise<ToldRequest> {
    const names = await this.units.byIds(tx, [group.ownerUnitId, request.unitId]);
    const nameOf = (id: string): string => names.get(id)?.name ?? '';
    return {
      ...request,
      groupName: group.name,
      ownerName: nameOf(group.ownerUnitId),
      unitName: nameOf(request.unitId),
      ownerUnitId: group.ownerUnitId,
      url: `${this.config.publicUrl}/groups/${group.id}`,
    };
  }
}
