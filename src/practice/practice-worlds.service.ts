import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountProvisioning } from '../accounts/account-provisioning.service.ts';
import type { Device, OpenedSession } from '../accounts/opened-session.ts';
import { Sessions } from '../accounts/sessions.service.ts';
import { localDate, localMidnight } from '../calendar/working-calendar.ts';
import type { Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitProvisioning } from '../units/unit-provisioning.service.ts';
import { OFFICE_NAME, PARTNER_NAMES, UNIT_NAME } from './practice-lessons.data.ts';
import { PRACTICE } from './practice.errors.ts';
import type { PracticeRole } from './practice.roles.ts';

/** What somebody practises with: an office, their own unit, partners below the same office, and an account of theirs for each role. */
export interface World {
  readonly id: string;
  readonly ownerId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly clerkId: string;
  readonly leaderId: string;
  readonly officeClerkId: string;
  readonly role: PracticeRole;
}

/** Worlds one person may have made in a day: each leaves its rows until the whole area starts over. */
const MOST_A_DAY = 20;
/** Ours and arbitrary: one entrance of a person at a time. */
const OWNER_LOCK = 5_902_028;
const WORLD = `id, owner_id as "ownerId", office_id as "officeId", unit_id as "unitId", clerk_id as "clerkId", leader_id as "leaderId",
  office_clerk_id as "officeClerkId", role`;
const TITLES: Readonly<Record<Role, string>> = {
  admin: 'Quản trị',
  clerk: 'Văn thư',
  leader: 'Bí thư',
  member: 'Cán bộ',
};

type Row = World & Record<string, unknown>;

/** The worlds of the practice area, one in use for each person. Runs in the practice area alone. */
@Injectable()
export class PracticeWorlds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitProvisioning,
    private readonly accounts: AccountProvisioning,
    private readonly sessions: Sessions,
  ) {}

  /** Somebody's world, made whole or not at all, and a session there. @throws practice.too-many-resettings */
  enter(ownerId: string, role: PracticeRole, device: Device): Promise<{ world: World; opened: OpenedSession }> {
    return this.work.run(async (tx) => {
      await tx.run(`select pg_advisory_xact_lock($1, hashtext($2))`, [OWNER_LOCK, ownerId]);
      const found = (await this.inUse(tx, ownerId)) ?? (await this.make(tx, ownerId, role));
      await tx.run(`update practice_world set role = $2 where id = $1`, [found.id, role]);
      const world = { ...found, role };
      return { world, opened: await this.sessions.open(tx, playedBy(world), device, 'another-service') };
    });
  }

  /** Leaves a world behind: its sessions end, and the next entrance makes another one. @throws practice.too-many-resettings */
  async leaveBehind(ownerId: string): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run(`select pg_advisory_xact_lock($1, hashtext($2))`, [OWNER_LOCK, ownerId]);
      const world = await this.inUse(tx, ownerId);
      if (!world) return;
      await this.refuseTooMany(tx, ownerId);
      await tx.run(`update practice_world set closed_at = $2 where id = $1`, [world.id, this.clock.now()]);
      for (const id of [world.clerkId, world.leaderId, world.officeClerkId])
        await this.sessions.revoke(tx, id, 'practice started over');
    });
  }

  inUse(queries: Queries, ownerId: string): Promise<World | null> {
    return queries.first<Row>(`select ${WORLD} from practice_world where owner_id = $1 and closed_at is null`, [
      ownerId,
    ]);
  }

  /** The world an account plays in, or a world by its own id. */
  one(queries: Queries, id: string): Promise<World | null> {
    return queries.first<Row>(
      `select ${WORLD} from practice_world where closed_at is null and $1::uuid in (id, clerk_id, leader_id, office_clerk_id)`,
      [id],
    );
  }

  private async refuseTooMany(tx: Tx, ownerId: string): Promise<void> {
    const since = localMidnight(localDate(this.clock.now()));
    const row = await tx.first<{ made: number }>(
      `select count(*)::int as made from practice_world where owner_id = $1 and made_at >= $2`,
      [ownerId, since],
    );
    if ((row?.made ?? 0) >= MOST_A_DAY) throw PRACTICE.tooManyResettings({ limit: MOST_A_DAY });
  }

  private async make(tx: Tx, ownerId: string, role: PracticeRole): Promise<World> {
    const mark = randomBytes(4).toString('hex');
    const unit = (name: string, kind: 'block' | 'agency', part: string, parentId: string | null): Promise<string> =>
      this.units.create(tx, {
        parentId,
        kind,
        name,
        shortName: name,
        code: `TH-${mark.toUpperCase()}-${part}`,
        openedOn: localDate(this.clock.now()),
        numbering: 'YEAR',
        place: 'Trà Vinh',
      });
    const officeId = await unit(OFFICE_NAME, 'block', 'DK', null);
    const unitId = await unit(UNIT_NAME, 'agency', 'TH', officeId);
    const partners: string[] = [];
    for (const [i, name] of PARTNER_NAMES.entries()) partners.push(await unit(name, 'agency', `D${i + 1}`, officeId));
    const person = (name: string, at: string, post: Role, login: string): Promise<string> =>
      this.#person(tx, `${TITLES[post]} ${name}`, at, post, `${login}.${mark}`);
    const [clerkId, leaderId, officeClerkId] = [
      await person(UNIT_NAME, unitId, 'clerk', 'vanthu'),
      await person(UNIT_NAME, unitId, 'leader', 'bithu'),
      await person(OFFICE_NAME, officeId, 'clerk', 'vanthu.dk'),
    ];
    // Who plays the others: colleagues at the same desks, and everybody at the partners'.
    for (const [i, at] of [unitId, officeId, ...partners].entries())
      for (const post of ['clerk', 'leader'] as const)
        await this.#person(tx, `${TITLES[post]} (tự động)`, at, post, `${post === 'clerk' ? 'vt' : 'bt'}${i}.${mark}`);
    const id = randomUUID();
    await tx.run(
      `insert into practice_world (id, owner_id, office_id, unit_id, clerk_id, leader_id, office_clerk_id, role, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, ownerId, officeId, unitId, clerkId, leaderId, officeClerkId, role, this.clock.now()],
    );
    return { id, ownerId, officeId, unitId, clerkId, leaderId, officeClerkId, role };
  }

  /** Nobody has a password here: the entrance is the only way in. */
  async #person(tx: Tx, displayName: string, unitId: string, role: Role, username: string): Promise<string> {
    const posts = [{ unitId, role, title: TITLES[role] }];
    const { id } = await this.accounts.create(tx, {
      username,
      displayName,
      email: null,
      password: null,
      sample: false,
      posts,
    });
    return id;
  }
}

/** The account somebody plays their present role with. */
export function playedBy({ role, clerkId, leaderId, officeClerkId }: World): string {
  return { clerk: clerkId, leader: leaderId, office: officeClerkId }[role];
}
