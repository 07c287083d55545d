import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { toUsername } from './username.policy.ts';

/** What the ways to sign in without a password ask about accounts. */
@Injectable()
export class SignInCandidates {
  constructor(private readonly config: Config) {}

  /**
   * Whether the account may sign in now; its row is held until the session is there, so that a lock set meanwhile comes after it
   * and ends it.
   * @throws accounts.sample-password-refused
   */
  async maySignIn(tx: Tx, accountId: string): Promise<boolean> {
    const account = await tx.first<{ active: boolean; sample: boolean }>(
      `select status = 'active' and kind = 'person' as active, sample from account where id = $1 for no key update`,
      [accountId],
    );
    if (!account?.active) return false;
    if (account.sample && this.config.isProduction) throw ACCOUNTS.samplePasswordRefused();
    return true;
  }

  /** The one active account with this user name, or with this address; null when there is none or more than one. */
  async only(tx: Tx, by: 'username' | 'email', value: string): Promise<string | null> {
    const [found, another] = await tx.rows<{ id: string }>(
      by === 'username'
        ? `select id from account where lower(username) = $1 and status = 'active' and kind = 'person' limit 2`
        : `select id from account where lower(email) = $1 and status = 'active' and kind = 'person' limit 2`,
      [by === 'username' ? toUsername(value) : value.toLowerCase()],
    );
    return found && !another ? found.id : null;
  }

  /** The unit an act about the account is written down under: of its first post that still holds, else of the last one. */
  async unitOf(tx: Tx, accountId: string): Promise<string | null> {
    const post = await tx.first<{ unitId: string }>(
      `select unit_id as "unitId" from post where account_id = $1 order by ends_at desc nulls first, starts_at, id limit 1`,
      [accountId],
    );
    return post?.unitId ?? null;
  }
}
