import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { passwordWeakness } from './password-quality.ts';
import { Passwords, type HashedPassword } from './passwords.ts';

/** Names of the person and of the units of the posts, as of now; $1 account, $2 units besides, $3 now. */
const NAMES = `with place as (select unit_id as id from post where account_id = $1 and (ends_at is null or ends_at > $3) union select unnest($2::uuid[]))
  select username as name from account where id = $1 union select display_name from account where id = $1
  union select email from account where id = $1 and email is not null
  union select u.code from unit u join place on place.id = u.id
  union select n.name from unit_name n join place on place.id = n.unit_id union select n.short_name from unit_name n join place on place.id = n.unit_id`;

/** Hashes passwords people choose, when they are good enough. */
@Injectable()
export class StrongPasswords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** A password for somebody who has an account. @throws accounts.weak-password, accounts.sign-in-busy */
  async hashFor(accountId: string, password: string): Promise<HashedPassword> {
    return this.hash(password, await this.namesOf(accountId, []));
  }

  /** A password for somebody who will get posts at the units. @throws accounts.weak-password, accounts.sign-in-busy */
  async hashForNew(password: string, names: readonly string[], unitIds: readonly string[]): Promise<HashedPassword> {
    return this.hash(password, [...names, ...(await this.namesOf(null, unitIds))]);
  }

  /** @param names what the person and the units are called @throws accounts.weak-password, accounts.sign-in-busy */
  async hash(password: string, names: readonly string[]): Promise<HashedPassword> {
    const reason = await passwordWeakness(password, names);
    if (!reason) return this.passwords.hash(password);
    const code = `password${reason[0]?.toUpperCase()}${reason.slice(1)}`;
    throw ACCOUNTS.weakPassword({ reason }, [{ field: 'password', code }]);
  }

  private async namesOf(accountId: string | null, unitIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ name: string }>(NAMES, [accountId, unitIds, this.clock.now()]);
    return rows.map((row) => row.name);
  }
}
