import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { IS_PERSON, SIGHT, sightValues } from './accounts.sight.ts';
import { HAS_SECOND_FACTOR } from './session-restriction.ts';

/** Somebody who is to get a code. */
export interface Receiver {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** Grows with every change of the password. */
  readonly serial: number;
  readonly unitId: string | null;
  readonly unitName: string | null;
}

/** Somebody who says to have a code or a link. */
export interface Claimant {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly isActive: boolean;
  readonly hasPassword: boolean;
  readonly isSample: boolean;
  readonly serial: number;
  readonly hasSecondFactor: boolean;
  readonly unitId: string | null;
}

/** The unit of the post that lasts longest: where the person belongs. */
const UNIT_OF = `(select p.unit_id from post p where p.account_id = a.id order by p.ends_at desc nulls first, p.starts_at, p.id limit 1)`;

const RECEIVER = `a.id, a.username, a.display_name as "displayName", a.password_serial as serial, home.unit_id as "unitId",
  unit_name_on(home.unit_id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName"`;

const ONE = `select ${RECEIVER} from account a cross join lateral (select ${UNIT_OF} as unit_id) home where a.id = $2 and ${IS_PERSON}`;

/**
 * Found by index, one after the other: a join of accounts with a list of everybody's posts is planned for a few rows before statistics know
 * of a list just applied, and then compares all with all (ten thousand people took longer than a statement may).
 */
const AT_UNIT_AND_BELOW = `${SIGHT}, asked as (
    select $5::uuid as id union select u.id from unit u join asked on u.parent_id = asked.id
  ), posted as materialized (
    select distinct p.account_id as id from post p where (p.ends_at is null or p.ends_at > $1) and (p.unit_id in (select id from asked)) is true
  ) select ${RECEIVER} from account a cross join lateral (
    select (array_agg(p.unit_id order by p.ends_at desc nulls first, p.starts_at, p.id))[1] as unit_id,
      bool_and(p.unit_id in (select id from reach)) as is_managed
    from post p where p.account_id = a.id and (p.ends_at is null or p.ends_at > $1)) home
  where a.id = any(array(select id from posted)) and home.is_managed
    and a.password_hash is null and a.status = 'active' and a.id <> $2 and ${IS_PERSON}
  order by a.id for update of a`;

const WAITING = `select ${RECEIVER} from account a cross join lateral (select ${UNIT_OF} as unit_id) home
  where a.id = any($2::uuid[]) and a.password_hash is null and a.status = 'active' and ${IS_PERSON} order by a.id for update of a`;

const CLAIMANT = `select a.id, a.username, a.display_name as "displayName", a.email, a.status = 'active' as "isActive",
    a.password_hash is not null as "hasPassword", a.sample as "isSample", a.password_serial as serial,
    ${HAS_SECOND_FACTOR} as "hasSecondFactor", ${UNIT_OF} as "unitId" from account a`;

/** What the room of codes and links asks about people. */
@Injectable()
export class ToBeActivated {
  constructor(private readonly clock: Clock) {}

  /** Everybody at the unit and below whom the caller manages and who has no password; their rows locked, in order of id. */
  atUnit(tx: Tx, caller: Principal, unitId: string): Promise<Receiver[]> {
    return tx.rows<Receiver & Record<string, unknown>>(AT_UNIT_AND_BELOW, [
      ...sightValues(caller, this.clock.now()),
      unitId,
    ]);
  }

  /** As a list of one; none for a machine, which never signs in. */
  one(tx: Tx, accountId: string): Promise<Receiver[]> {
    return tx.rows<Receiver & Record<string, unknown>>(ONE, [this.clock.now(), accountId]);
  }

  /** Those of the accounts that are active and have no password; their rows locked, in order of id. */
  waiting(tx: Tx, accountIds: readonly string[]): Promise<Receiver[]> {
    return tx.rows<Receiver & Record<string, unknown>>(WAITING, [this.clock.now(), accountIds]);
  }

  async unitOf(queries: Queries, accountId: string): Promise<string | null> {
    const row = await queries.first<{ unitId: string | null }>(
      `select ${UNIT_OF} as "unitId" from account a where a.id = $1`,
      [accountId],
    );
    return row?.unitId ?? null;
  }

  byUsername(queries: Queries, username: string): Promise<Claimant | null> {
    return queries.first<Claimant & Record<string, unknown>>(`${CLAIMANT} where lower(a.username) = $1`, [username]);
  }

  /** By user name or address: several people may share an address. A few at most. */
  byLogin(queries: Queries, login: string): Promise<Claimant[]> {
    return queries.rows<Claimant & Record<string, unknown>>(
      `${CLAIMANT} where lower(a.username) = $1 or lower(a.email) = $1 order by a.id limit 5`,
      [login],
    );
  }

  /** With the row locked. */
  async locked(tx: Tx, accountId: string): Promise<Claimant | null> {
    await tx.first(`select id from account where id = $1 for update`, [accountId]);
    return tx.first<Claimant & Record<string, unknown>>(`${CLAIMANT} where a.id = $1`, [accountId]);
  }
}
