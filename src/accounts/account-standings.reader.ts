import { Injectable } from '@nestjs/common';
import { Principal, type HeldPost } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { SIGHT, sightValues, VISIBLE, MANAGEABLE } from './accounts.sight.ts';

/** An account as it must be known to decide about a change of it. */
export interface AccountStanding {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  /** May the administrator know that it is there? */
  readonly visible: boolean;
  /** May the administrator change its name and address? */
  readonly manage: boolean;
  /** Not ended yet, also those whose end is set. */
  readonly posts: readonly { readonly unitId: string; readonly role: Role; readonly title: string }[];
}

/** One post of one person, or the person alone. */
export interface PostExport {
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly unitCode: string;
  readonly role: Role;
  readonly title: string;
}

/** Joined, not `= any`: a prepared statement compares a long array element by element with every row. */
const STANDINGS = `${SIGHT} select a.id, a.username, a.display_name as "displayName", a.email, ${VISIBLE} as visible, ${MANAGEABLE} as manage,
    coalesce((select json_agg(json_build_object('unitId', p.unit_id, 'role', p.role, 'title', p.title))
      from post p where p.account_id = a.id and (p.ends_at is null or p.ends_at > $1)), '[]') as posts
  from unnest($5::text[]) asked(name) join account a on lower(a.username) = asked.name`;

const WITHIN = `with recursive below as (
    select id, code from unit where id = $2
    union
    select c.id, c.code from unit c join below b on c.parent_id = b.id
  )
  select a.username, a.display_name as "displayName", a.email, b.code as "unitCode", p.role, p.title
  from post p join below b on b.id = p.unit_id join account a on a.id = p.account_id
  where p.ends_at is null or p.ends_at > $1 order by a.username, b.code, p.role`;

const NOW = `select a.display_name as "displayName", coalesce((
    select json_agg(json_build_object('id', p.id, 'unitId', p.unit_id, 'role', p.role, 'title', p.title) order by p.starts_at, p.id)
    from post p where p.account_id = a.id and p.starts_at <= $1 and (p.ends_at is null or p.ends_at > $1)), '[]') as posts
  from account a where a.id = $2 and a.status = 'active'`;

/** Many accounts at once, for rooms that compare whole lists with what there is. Each in one query, however many. */
@Injectable()
export class AccountStandings {
  constructor(private readonly clock: Clock) {}

  /** Accounts with these user names, whoever they belong to, as the administrator stands to them. */
  byUsernames(queries: Queries, caller: Principal, usernames: readonly string[]): Promise<AccountStanding[]> {
    return queries.rows<AccountStanding>(STANDINGS, [...sightValues(caller, this.clock.now()), usernames]);
  }

  async lock(tx: Tx, usernames: readonly string[]): Promise<void> {
    await tx.rows(
      `select a.id from unnest($1::text[]) asked(name) join account a on lower(a.username) = asked.name order by a.id for update of a`,
      [usernames],
    );
  }

  /** Which of the user names are in use. */
  async taken(queries: Queries, usernames: readonly string[]): Promise<Set<string>> {
    const rows = await queries.rows<{ name: string }>(
      `select asked.name from unnest($1::text[]) asked(name) join account a on lower(a.username) = asked.name`,
      [usernames],
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** The posts held at a unit and below, by user name. */
  within(queries: Queries, rootId: string): Promise<PostExport[]> {
    return queries.rows<PostExport>(WITHIN, [this.clock.now(), rootId]);
  }

  /** A person acting through a job: with the posts held at this moment; null when the account is locked. */
  async acting(queries: Queries, accountId: string, address: string | null): Promise<Principal | null> {
    const row = await queries.first<{ displayName: string; posts: HeldPost[] }>(NOW, [this.clock.now(), accountId]);
    return row && new Principal(accountId, row.displayName, '', row.posts, address ?? '');
  }
}
