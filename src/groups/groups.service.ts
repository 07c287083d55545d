import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { brokeUnique } from '../units/unique.ts';
import { changesOf } from '../units/units.policy.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { GroupLists } from './group-lists.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { GroupWire } from './group.wire.ts';
import type { GroupChangeBody, NewGroupBody } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';
import { refuseMembers } from './members.policy.ts';

interface GroupText {
  readonly name: string;
  readonly description: string;
}

interface LockedGroup extends GroupText {
  readonly id: string;
  readonly ownerUnitId: string;
  readonly closedAt: Date | null;
  readonly version: number;
}

const INSERT = `insert into recipient_group (id, owner_unit_id, name, description, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`;
const LOCK = `select id, owner_unit_id as "ownerUnitId", name, description, closed_at as "closedAt", version from recipient_group where id = $1 for no key update`;
const UPDATE = `update recipient_group set name = $2, description = $3, version = version + 1 where id = $1`;
const LEAVE = `update recipient_group_member set left_at = $3 where group_id = $1 and left_at is null and unit_id <> all($2::uuid[])
  returning unit_id as "unitId"`;
const JOIN = `insert into recipient_group_member (group_id, unit_id, joined_at) select $1, unit_id, $3 from unnest($2::uuid[]) unit_id
  on conflict (group_id, unit_id) where left_at is null do nothing returning unit_id as "unitId"`;

/** Makes and keeps groups, for clerks and leaders of the unit that owns them. */
@Injectable()
export class Groups {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: UnitsReader,
    private readonly lists: GroupLists,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async create(caller: Principal, repeat: RepeatKey | null, body: NewGroupBody): Promise<GroupWire> {
    const { unitId } = caller.actForOnly(body.unitId?.toLowerCase(), OWNER_ROLES).post;
    return this.work.once(repeat, async (tx) => {
      const id = randomUUID();
      const { name, description = '' } = body;
      if ((await tx.run(INSERT, [id, unitId, name, description, this.clock.now()])) === 0)
        throw GROUPS.nameTaken({ name });
      await this.record(tx, caller, 'group.create', { id, ownerUnitId: unitId }, { name });
      return this.lists.one(caller, id, tx);
    });
  }

  /** Renames or describes it, on the version the caller saw. */
  async change(caller: Principal, id: string, version: number, body: GroupChangeBody): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      const group = await this.lockOpen(tx, caller, id, version);
      const { name = group.name, description = group.description } = body;
      await this.store(tx, caller, group, { name, description });
      return this.lists.one(caller, id, tx);
    });
  }

  /** Sets who is in it. Those who leave keep their row with its end, so that any day's list can be read again. */
  async setMembers(caller: Principal, id: string, version: number, unitIds: readonly string[]): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      const group = await this.lockOpen(tx, caller, id, version);
      refuseMembers(unitIds, await this.units.byIds(tx, unitIds));
      const now = this.clock.now();
      const left = (await tx.rows<{ unitId: string }>(LEAVE, [id, unitIds, now])).map((row) => row.unitId);
      const joined = (await tx.rows<{ unitId: string }>(JOIN, [id, unitIds, now])).map((row) => row.unitId);
      if (left.length + joined.length > 0) {
        await tx.run(`update recipient_group set version = version + 1 where id = $1`, [id]);
        await this.record(tx, caller, 'group.set-members', group, { joined, left });
      }
      return this.lists.one(caller, id, tx);
    });
  }

  /** Closes it for good; closing it again is harmless. The members' rows stay as they were. */
  async close(caller: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const group = await this.lock(tx, caller, id);
      if (group.closedAt !== null) return;
      await tx.run(`update recipient_group set closed_at = $2, version = version + 1 where id = $1`, [
        id,
        this.clock.now(),
      ]);
      await this.record(tx, caller, 'group.close', group, { name: group.name });
    });
  }

  private async store(tx: Tx, caller: Principal, group: LockedGroup, after: GroupText): Promise<void> {
    const { name, description } = after;
    const changes = changesOf({ name: group.name, description: group.description }, { name, description }, []);
    if (Object.keys(changes).length === 0) return;
    try {
      await tx.run(UPDATE, [group.id, name, description]);
    } catch (error) {
      throw brokeUnique(error, 'recipient_group_name') ? GROUPS.nameTaken({ name }) : error;
    }
    await this.record(tx, caller, 'group.change', group, { changes });
  }

  /** @throws request.not-found, access.role-needed, request.stale, groups.closed */
  private async lockOpen(tx: Tx, caller: Principal, id: string, version: number): Promise<LockedGroup> {
    const group = await this.lock(tx, caller, id);
    if (group.closedAt !== null) throw GROUPS.closed();
    refuseStale(group, version);
    return group;
  }

  /** @throws request.not-found, access.role-needed */
  private async lock(tx: Tx, caller: Principal, id: string): Promise<LockedGroup> {
    const group = await tx.first<LockedGroup>(LOCK, [id]);
    if (!group) throw REQUEST.notFound();
    caller.actFor(group.ownerUnitId, OWNER_ROLES);
    return group;
  }

  private async record(
    tx: Tx,
    caller: Principal,
    act: string,
    group: Pick<LockedGroup, 'id' | 'ownerUnitId'>,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, caller.actFor(group.ownerUnitId, OWNER_ROLES), {
      act,
      subjectType: 'group',
      subjectId: group.id,
      unitId: group.ownerUnitId,
      detail,
    });
  }
}
