import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import type { World } from './practice-worlds.service.ts';

/** An address that belongs to nobody (RFC 5737): where those sit who are played. */
const ADDRESS = '192.0.2.28';

const CAST = `select a.id as "accountId", a.display_name as name, p.id, p.unit_id as "unitId", p.role, p.title
  from unit u join post p on p.unit_id = u.id join account a on a.id = p.account_id
  where (u.id = $1 or u.parent_id = $1) and a.id <> all($2::uuid[]) order by u.code`;

interface Row {
  readonly [column: string]: unknown;
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
}

/** The people of a world that are played, and never those that a trainee acts as. */
export class Cast {
  constructor(
    private readonly rows: readonly Row[],
    world: World,
  ) {
    this.partners = [...new Set(rows.map(({ unitId }) => unitId))].filter(
      (id) => id !== world.officeId && id !== world.unitId,
    );
  }

  /** The partner units, in a fixed order. */
  readonly partners: readonly string[];

  at(unitId: string, role: Role): Principal {
    const row = this.rows.find((one) => one.unitId === unitId && one.role === role);
    if (!row) throw new Error(`nobody plays the ${role} of the practice unit ${unitId}`);
    const post = { id: row.id, unitId, role, title: row.title, delegation: null };
    return new Principal(row.accountId, row.name, randomUUID(), [post], ADDRESS);
  }
}

/** Finds who plays whom. */
@Injectable()
export class PracticeCast {
  constructor(private readonly database: Database) {}

  async of(world: World): Promise<Cast> {
    const { officeId, clerkId, leaderId, officeClerkId } = world;
    return new Cast(await this.database.rows<Row>(CAST, [officeId, [clerkId, leaderId, officeClerkId]]), world);
  }
}
