import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { GroupDesk, type HeldGroup } from './group-desk.ts';
import { GroupLists } from './group-lists.reader.ts';
import { GroupRequestAnswers } from './group-request-answers.ts';
import type { Rule } from './group.kinds.ts';
import type { GroupWire } from './group.wire.ts';
import type { RuleBody } from './groups.dto.ts';
import { refuseMembers, refuseUnknown } from './members.policy.ts';
import { dropExceptions, joinUnits, leaveAllBut } from './memberships.ts';

interface StoredRule extends Rule {
  readonly rootUnitId: string;
}

const EXCEPT = `insert into recipient_group_exception (group_id, unit_id, since) select $1, unit_id, $3 from unnest($2::uuid[]) unit_id
  on conflict (group_id, unit_id) where until is null do nothing returning unit_id as "unitId"`;
const READMIT = `update recipient_group_exception set until = $3 where group_id = $1 and until is null and unit_id <> all($2::uuid[])
  returning unit_id as "unitId"`;
const CURRENT_RULE = `select root_unit_id as "rootUnitId", reach, kinds, sectors, channels from recipient_group_rule where group_id = $1 and until is null`;
const END_RULE = `update recipient_group_rule set until = $2 where group_id = $1 and until is null`;
const NEW_RULE = `insert into recipient_group_rule (group_id, root_unit_id, reach, kinds, sectors, channels, since) values ($1, $2, $3, $4, $5, $6, $7)`;

/** Says who is in a group: members of its own, a rule, exceptions. Nothing is overwritten: what ends keeps its row, so that any day can be read again. */
@Injectable()
export class GroupComposition {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: GroupDesk,
    private readonly units: UnitsReader,
    private readonly answers: GroupRequestAnswers,
    private readonly lists: GroupLists,
    private readonly clock: Clock,
  ) {}

  /** Sets its own members: the whole list. A request that waited for just that is answered by it. */
  async setMembers(caller: Principal, id: string, version: number, unitIds: readonly string[]): Promise<GroupWire> {
    return this.changed(caller, id, version, async (tx, held) => {
      refuseMembers(unitIds, await this.units.byIds(tx, unitIds));
      const now = this.clock.now();
      const left = await leaveAllBut(tx, id, unitIds, now);
      const joined = await joinUnits(tx, id, unitIds, now);
      if (joined.length > 0) await this.desk.note(tx, held, { act: 'join', unitIds: joined });
      if (left.length > 0) await this.desk.note(tx, held, { act: 'leave', unitIds: left });
      await this.answers.answeredByAct(tx, held, joined, left);
      return joined.length + left.length > 0;
    });
  }

  /** Sets which units the rule and the groups within do not bring in: the whole list. */
  async setExceptions(caller: Principal, id: string, version: number, unitIds: readonly string[]): Promise<GroupWire> {
    return this.changed(caller, id, version, async (tx, held) => {
      refuseUnknown(unitIds, await this.units.byIds(tx, unitIds));
      const now = this.clock.now();
      const back = (await tx.rows<{ unitId: string }>(READMIT, [id, unitIds, now])).map((row) => row.unitId);
      const out = (await tx.rows<{ unitId: string }>(EXCEPT, [id, unitIds, now])).map((row) => row.unitId);
      if (out.length > 0) await this.desk.note(tx, held, { act: 'except', unitIds: out });
      if (back.length > 0) await this.desk.note(tx, held, { act: 'readmit', unitIds: back });
      return out.length + back.length > 0;
    });
  }

  /** Sets its rule, counted from the owner, or ends it; the one before it ends. The same rule again changes nothing. */
  async setRule(caller: Principal, id: string, version: number, body: RuleBody): Promise<GroupWire> {
    return this.changed(caller, id, version, async (tx, held) => {
      const { reach, kinds = [], sectors = [], channels = [] } = body;
      if (reach === null) return this.dropRule(tx, held);
      const rule: StoredRule = {
        rootUnitId: held.group.ownerUnitId,
        reach,
        kinds: kinds.toSorted(),
        sectors: sectors.toSorted(),
        channels: channels.toSorted(),
      };
      const known = await tx.first<StoredRule>(CURRENT_RULE, [id]);
      if (known && isSame(known, rule)) return false;
      const now = this.clock.now();
      await tx.run(END_RULE, [id, now]);
      await tx.run(NEW_RULE, [id, rule.rootUnitId, reach, rule.kinds, rule.sectors, rule.channels, now]);
      await this.desk.note(tx, held, { act: 'set-rule', detail: { ...rule } });
      return true;
    });
  }

  private async dropRule(tx: Tx, held: HeldGroup): Promise<boolean> {
    if ((await tx.run(END_RULE, [held.group.id, this.clock.now()])) === 0) return false;
    await this.desk.note(tx, held, { act: 'drop-rule' });
    return true;
  }

  /** A unit goes out, whatever brought it in: its membership ends, and what would bring it back is told not to. */
  async letOut(tx: Tx, held: HeldGroup, unitId: string, requestId: string): Promise<void> {
    const { id } = held.group;
    const now = this.clock.now();
    const left = await tx.run(
      `update recipient_group_member set left_at = $3 where group_id = $1 and unit_id = $2 and left_at is null`,
      [id, unitId, now],
    );
    if (left > 0) await this.desk.note(tx, held, { act: 'leave', unitIds: [unitId], requestId });
    if (await this.lists.isIn(tx, id, unitId)) {
      await tx.rows(EXCEPT, [id, [unitId], now]);
      await this.desk.note(tx, held, { act: 'except', unitIds: [unitId], requestId });
    }
    await this.desk.touch(tx, id);
  }

  /** A unit comes in, as a member of its own. @throws groups.units-closed */
  async letIn(tx: Tx, held: HeldGroup, unitId: string, requestId: string): Promise<void> {
    const { id } = held.group;
    refuseMembers([unitId], await this.units.byIds(tx, [unitId]));
    const now = this.clock.now();
    const joined = await joinUnits(tx, id, [unitId], now);
    if (joined.length > 0) await this.desk.note(tx, held, { act: 'join', unitIds: joined, requestId });
    const back = await dropExceptions(tx, id, [unitId], now);
    if (back.length > 0) await this.desk.note(tx, held, { act: 'readmit', unitIds: back, requestId });
    await this.desk.touch(tx, id);
  }

  private async changed(
    caller: Principal,
    id: string,
    version: number,
    change: (tx: Tx, held: HeldGroup) => Promise<boolean>,
  ): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      const held = await this.desk.holdMembers(tx, caller, id, version);
      if (await change(tx, held)) await this.desk.touch(tx, id);
      return this.lists.one(caller, id, tx);
    });
  }
}

function isSame(a: StoredRule, b: StoredRule): boolean {
  const key = ({ rootUnitId, reach, kinds, sectors, channels }: StoredRule): string =>
    JSON.stringify([rootUnitId, reach, kinds, sectors, channels]);
  return key(a) === key(b);
}
