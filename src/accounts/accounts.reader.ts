import { Injectable } from '@nestjs/common';
import { ROLES, STAFF, type Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { mailboxOf } from './account-mailbox.ts';

/** Somebody who works on documents at a unit now. */
export interface Colleague {
  readonly accountId: string;
  readonly displayName: string;
  readonly postId: string;
  readonly role: Role;
  readonly title: string;
}

/** Who holds a post now. */
export interface PostHolder {
  readonly postId: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  readonly accountId: string;
  readonly displayName: string;
}

/** Somebody to be told of something: by mail too, where mail can be sent to. */
export interface Addressee {
  readonly accountId: string;
  readonly name: string;
  readonly mailbox: Mailbox | null;
}

interface Addressed {
  readonly unitId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string | null;
}

/** Whom to write to at a unit; one address, already checked. */
export interface Contact {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * People who can sign in, with the posts in which they may act now: an absent colleague and whoever stands in are both there, so both
 * are told what is new. $1 = now, $2 = roles.
 */
const HELD = `from posts_in_force($1) p join account a on a.id = p.account_id
  where a.status = 'active' and a.kind = 'person' and p.role = any($2::text[])`;

/** What other rooms may ask about people; scoping is theirs. */
@Injectable()
export class AccountsReader {
  constructor(private readonly clock: Clock) {}

  /**
   * Which of the accounts work at the unit now as clerk, leader or member: one entry each, with the post of most weight. Own posts
   * alone: work given to a stand-in would lie there when they are gone; what is given to the absent colleague they see anyway.
   */
  colleaguesAt(queries: Queries, unitId: string, accountIds: readonly string[]): Promise<Colleague[]> {
    return queries.rows<Colleague>(
      `select distinct on (a.id) a.id as "accountId", a.display_name as "displayName", p.id as "postId", p.role, p.title
       ${HELD} and p.delegation_id is null and p.unit_id = $3 and a.id = any($4::uuid[])
       order by a.id, array_position(array['leader', 'clerk', 'member'], p.role), p.starts_at`,
      [this.clock.now(), STAFF, unitId, accountIds],
    );
  }

  /** Those of the posts that somebody holds now who can sign in, by post. */
  async holdersOf(queries: Queries, postIds: readonly string[]): Promise<ReadonlyMap<string, PostHolder>> {
    if (postIds.length === 0) return new Map();
    const rows = await queries.rows<PostHolder>(
      `select p.id as "postId", p.unit_id as "unitId", p.role, p.title, a.id as "accountId", a.display_name as "displayName"
       ${HELD} and p.id = any($3::uuid[]) and p.delegation_id is null`,
      [this.clock.now(), ROLES, postIds],
    );
    return new Map(rows.map((row) => [row.postId, row]));
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

  /** Those of the accounts that are active and have an e-mail address. */
  addressesOf(queries: Queries, accountIds: readonly string[]): Promise<Contact[]> {
    return queries.rows<Contact & Record<string, unknown>>(
      `select id as "accountId", display_name as name, email from account
       where id = any($1::uuid[]) and status = 'active' and email is not null order by id`,
      [accountIds],
    );
  }

  /** Those of the accounts that work somewhere now and have an e-mail address: what is told is their unit's business. */
  async contactsById(queries: Queries, accountIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    const rows = await queries.rows<Contact>(
      `select distinct a.id as "accountId", a.display_name as name, a.email ${HELD} and a.id = any($3::uuid[]) and a.email is not null`,
      [this.clock.now(), STAFF, accountIds],
    );
    return new Map(rows.map((row) => [row.accountId, row]));
  }

  /** Administrators of the unit and of those above it who have an e-mail address: whoever can appoint somebody there. */
  administratorsOver(queries: Queries, unitId: string): Promise<Contact[]> {
    return queries.rows<Contact & Record<string, unknown>>(
      `select distinct on (a.id) a.id as "accountId", a.display_name as name, a.email
       ${HELD} and unit_within($3, p.unit_id) and a.email is not null order by a.id`,
      [this.clock.now(), ['admin'], unitId],
    );
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

  /** Clerks and leaders, by unit; a unit without any is in the answer with an empty list. */
  async addresseesOfUnits(
    queries: Queries,
    unitIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Addressee[]>> {
    const rows = await queries.rows<Addressed & Record<string, unknown>>(
      `select distinct on (p.unit_id, a.id) p.unit_id as "unitId", a.id as "accountId", a.display_name as "displayName", a.email
       ${HELD} and p.unit_id = any($3::uuid[]) order by p.unit_id, a.id`,
      [this.clock.now(), ['clerk', 'leader'], unitIds],
    );
    const found = new Map<string, Addressee[]>(unitIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.unitId)?.push(toAddressee(row));
    return found;
  }

  async addresseesOf(queries: Queries, unitId: string): Promise<readonly Addressee[]> {
    return (await this.addresseesOfUnits(queries, [unitId])).get(unitId) ?? [];
  }

  /** Those of the accounts that work somewhere now. */
  async addresseesById(queries: Queries, accountIds: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
    const rows = await queries.rows<Addressed & Record<string, unknown>>(
      `select distinct a.id as "accountId", a.display_name as "displayName", a.email ${HELD} and a.id = any($3::uuid[])`,
      [this.clock.now(), STAFF, accountIds],
    );
    return new Map(rows.map((row) => [row.accountId, toAddressee(row)]));
  }

  /** At which of the units the account can work on documents now. */
  async worksAt(queries: Queries, accountId: string, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queries.rows<{ unitId: string }>(
      `select distinct p.unit_id as "unitId" ${HELD} and a.id = $3 and p.unit_id = any($4::uuid[])`,
      [this.clock.now(), STAFF, accountId, unitIds],
    );
    return new Set(rows.map(({ unitId }) => unitId));
  }

  /** Administrators with an e-mail address: the unit's own or, when it has none, those of the nearest unit above that has. */
  async nearestAdministrators(queries: Queries, unitId: string): Promise<Contact[]> {
    return queries.rows<Contact>(
      `with recursive up as (
         select id, parent_id, 0 as height from unit where id = $3
         union all
         select u.id, u.parent_id, height + 1 from unit u join up on u.id = up.parent_id
       ), found as (
         select distinct a.id, a.display_name, a.email, up.height
         from up, lateral (select a.* ${HELD} and p.unit_id = up.id and a.email is not null) a
       )
       select id as "accountId", display_name as name, email from found where height = (select min(height) from found) order by id`,
      [this.clock.now(), ['admin'], unitId],
    );
  }

  /** Administrators posted at one of the units themselves, with an e-mail address; each person once. */
  async administratorsAt(queries: Queries, unitIds: readonly string[]): Promise<Contact[]> {
    return queries.rows<Contact>(
      `select distinct on (a.id) a.id as "accountId", a.display_name as name, a.email
       ${HELD} and p.unit_id = any($3::uuid[]) and a.email is not null order by a.id`,
      [this.clock.now(), ['admin'], unitIds],
    );
  }
}

const toAddressee = (row: Addressed): Addressee => ({
  accountId: row.accountId,
  name: row.displayName,
  mailbox: mailboxOf(row),
});
