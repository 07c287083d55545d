import { Injectable } from '@nestjs/common';
import { STAFF, type Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';

/** Somebody who works on documents at a unit now. */
export interface Colleague {
  readonly accountId: string;
  readonly displayName: string;
  readonly postId: string;
  readonly role: Role;
  readonly title: string;
}

/** Whom to write to at a unit; one address, already checked. */
export interface Contact {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Posts held now by people who can sign in. $1 = now, $2 = roles. */
const HELD = `from post p join account a on a.id = p.account_id
  where a.status = 'active' and p.starts_at <= $1 and (p.ends_at is null or p.ends_at > $1) and p.role = any($2::text[])`;

/** What other rooms may ask about people; scoping is theirs. */
@Injectable()
export class AccountsReader {
  constructor(private readonly clock: Clock) {}

  /** Which of the accounts work at the unit now as clerk, leader or member: one entry each, with the post of most weight. */
  colleaguesAt(queries: Queries, unitId: string, accountIds: readonly string[]): Promise<Colleague[]> {
    return queries.rows<Colleague>(
      `select distinct on (a.id) a.id as "accountId", a.display_name as "displayName", p.id as "postId", p.role, p.title
       ${HELD} and p.unit_id = $3 and a.id = any($4::uuid[])
       order by a.id, array_position(array['leader', 'clerk', 'member'], p.role), p.starts_at`,
      [this.clock.now(), STAFF, unitId, accountIds],
    );
  }

  /** How many people can work on documents at each unit now; every unit asked for is in the answer, with 0 when nobody can. */
  async activeStaffCount(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await queries.rows<{ unitId: string; people: number }>(
      `select p.unit_id as "unitId", count(distinct a.id)::int as people ${HELD} and p.unit_id = any($3::uuid[]) group by p.unit_id`,
      [this.clock.now(), STAFF, unitIds],
    );
    const counted = new Map(rows.map((row) => [row.unitId, row.people]));
    return new Map(unitIds.map((id) => [id, counted.get(id) ?? 0]));
  }

  async contactsOf(queries: Queries, unitId: string): Promise<readonly Contact[]> {
    return (await this.contactsOfUnits(queries, [unitId])).get(unitId) ?? [];
  }

  /** Clerks and leaders with an e-mail address, by unit; a unit without any is in the answer with an empty list. */
  async contactsOfUnits(
    queries: Queries,
    unitIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Contact[]>> {
    const rows = await queries.rows<Contact & { unitId: string }>(
      `select distinct on (p.unit_id, a.id) p.unit_id as "unitId", a.id as "accountId", a.display_name as name, a.email
       ${HELD} and p.unit_id = any($3::uuid[]) and a.email is not null order by p.unit_id, a.id`,
      [this.clock.now(), ['clerk', 'leader'], unitIds],
    );
    const found = new Map<string, Contact[]>(unitIds.map((id) => [id, []]));
    for (const { unitId, ...contact } of rows) found.get(unitId)?.push(contact);
    return found;
  }

  /** Administrators posted at one of the units themselves, with an e-mail address; each person once. */
  async administratorsOf(queries: Queries, unitIds: readonly string[]): Promise<Contact[]> {
    return queries.rows<Contact>(
      `select distinct on (a.id) a.id as "accountId", a.display_name as name, a.email
       ${HELD} and p.unit_id = any($3::uuid[]) and a.email is not null order by a.id`,
      [this.clock.now(), ['admin'], unitIds],
    );
  }
}
