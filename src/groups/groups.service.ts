import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { brokeUnique } from '../units/unique.ts';
import { changesOf } from '../units/units.policy.ts';
import { GroupDesk } from './group-desk.ts';
import { GroupLists } from './group-lists.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { GroupWire } from './group.wire.ts';
import type { GroupChangeBody, NewGroupBody } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';

const INSERT = `insert into recipient_group (id, owner_unit_id, name, description, visibility, created_at) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing`;
const UPDATE = `update recipient_group set name = $2, description = $3, visibility = $4, version = version + 1 where id = $1`;

/** Makes, renames and closes groups, for clerks and leaders of the unit that owns them. */
@Injectable()
export class Groups {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: GroupDesk,
    private readonly lists: GroupLists,
    private readonly clock: Clock,
  ) {}

  async create(caller: Principal, repeat: RepeatKey | null, body: NewGroupBody): Promise<GroupWire> {
    const { post } = caller.actForOnly(body.unitId?.toLowerCase(), OWNER_ROLES);
    return this.work.once(repeat, async (tx) => {
      const id = randomUUID();
      const { name, description = '', visibility = 'owner' } = body;
      if ((await tx.run(INSERT, [id, post.unitId, name, description, visibility, this.clock.now()])) === 0)
        throw GROUPS.nameTaken({ name });
      const group = await this.desk.lock(tx, id);
      await this.desk.note(
        tx,
        { group, caller, post, right: 'owner' },
        { act: 'create', detail: { name, visibility } },
      );
      return this.lists.one(caller, id, tx);
    });
  }

  /** Renames, describes, opens or hides it, on the version the caller saw. */
  async change(caller: Principal, id: string, version: number, body: GroupChangeBody): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      const held = await this.desk.holdOpen(tx, caller, id, version);
      const { name, description, visibility } = held.group;
      const before = { name, description, visibility };
      const after = {
        name: body.name ?? name,
        description: body.description ?? description,
        visibility: body.visibility ?? visibility,
      };
      const changes = changesOf(before, after, []);
      if (Object.keys(changes).length === 0) return this.lists.one(caller, id, tx);
      try {
        await tx.run(UPDATE, [id, after.name, after.description, after.visibility]);
      } catch (error) {
        throw brokeUnique(error, 'recipient_group_name') ? GROUPS.nameTaken({ name: after.name }) : error;
      }
      await this.desk.note(tx, held, { act: 'change', detail: { changes } });
      return this.lists.one(caller, id, tx);
    });
  }

  /** Closes it for good; closing it again is harmless. The members' rows stay as they were. */
  async close(caller: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const held = await this.desk.hold(tx, caller, id);
      if (held.group.closedAt !== null) return;
      await tx.run(`update recipient_group set closed_at = $2, version = version + 1 where id = $1`, [
        id,
        this.clock.now(),
      ]);
      await this.desk.note(tx, held, { act: 'close', detail: { name: held.group.name } });
    });
  }
}
